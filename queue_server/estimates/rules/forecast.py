"""Who will be called when: the day played on from now, at the counters that are open.

One reading for everybody: how many are called before somebody, and after how many minutes of
work, come from the same play, by the same rule that calls them in the end. So many calls are
played one by one; whoever comes after them is counted (see Rest), so that no line is too long.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import count, islice
from typing import NamedTuple

from queue_server.hall.rules.policy import Policy
from queue_server.turns.rules.calling import REGULAR, Key, is_privileged_due, next_run

PLAYED = 64  # calls; seldom do more wait for one group of counters
NOBODY: Key = datetime.min.replace(tzinfo=UTC), 0  # earlier than any ticket's key


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """An open counter: its services in order, its run of privileged calls (see Desk), and after
    how many minutes it is free.
    """

    services: Sequence[str]
    run: int = 0
    free_in_min: float = 0.0


class Place(NamedTuple):
    """How many are called before somebody at the counters that may call them, and after how many
    minutes of work the call comes.
    """

    ahead: int
    minutes: float


Waiting = Mapping[str, Sequence[Key]]  # who waits for one service, by category, each in order


@dataclass(frozen=True, slots=True)
class Forecast:
    """The day played on, for the services of some counters.

    `called` says who is called at the counters of each service, in order, as far as it was
    played, `mine` the places of those of them who came for it; `ends` the lines (service and
    category) of which nobody was left then. Whoever joins another line behind all others changes
    nothing of the play.
    """

    places: Mapping[int, Place]
    called: Mapping[str, Sequence[int]]
    mine: Mapping[str, Sequence[Place]]
    ends: Collection[tuple[str, str]]
    lines: Mapping[str, Waiting]
    _joins: Mapping[str, Place]
    _rest: "Rest | None"  # when not everybody's call was played

    @property
    def waiting(self) -> int:
        """How many wait for all of these services, now."""
        return _count(self.lines)

    @property
    def is_whole(self) -> bool:
        """Was everybody's call played?"""
        return self._rest is None

    def place_of(self, service_id: str, key: Key, category: str) -> Place:
        """The place of somebody who waits."""
        if found := self.places.get(key[1]):
            return found
        assert self._rest is not None, "who waits and is not played comes later"
        return self._rest.place(service_id, key, privileged=category != REGULAR)

    def joins(self, service_id: str) -> Place:
        """The place of somebody who joins a line now, without a head start."""
        if found := self._joins.get(service_id):
            return found
        assert self._rest is not None, "a counter that has nobody left takes whoever joins"
        return self._rest.place(service_id, None, privileged=False)

    def starts_later(self, service_id: str) -> Place | None:
        """The first place of a line that was not played; None when all of them were."""
        if self._rest is None or service_id in self._joins:
            return None
        return Place(len(self.called[service_id]), self._rest.at_min)


def forecast(
    lines: Mapping[str, Waiting],
    servers: Sequence[Server],
    mean_min: Mapping[str, float],
    policy: Policy,
) -> Forecast:
    """Play the day on; `mean_min` is how long each service takes. Each line needs a server."""
    left = _left(lines)
    regular = left.get(REGULAR, {})
    others = [line for which, line in left.items() if which != REGULAR]
    everybody = _count(lines)
    called: dict[str, list[int]] = {service: [] for service in lines}
    mine: dict[str, list[Place]] = {service: [] for service in lines}
    places: dict[int, Place] = {}
    joins: dict[str, Place] = {}
    order = count()  # of two that are free at the same time, whichever was free first
    free = [(it.free_in_min, next(order), it, it.run) for it in servers]
    heapify(free)
    while free and not len(places) == PLAYED < everybody:
        at, _, server, run = heappop(free)
        due = _due(regular, others, server, run, policy)
        if due is None:  # this counter has nobody left: whoever joins now is called here
            for service in server.services:
                joins.setdefault(service, Place(len(called[service]), at))
            continue
        service, ticket_id, run = due
        places[ticket_id] = place = Place(len(called[service]), at)
        mine[service].append(place)
        for each in server.services:
            called[each].append(ticket_id)
        heappush(free, (at + mean_min[service], next(order), server, run))
    later = {s: _Later(s, line, left) for s, line in lines.items()}
    ends = {(s, which) for s, it in later.items() for which in it.ended()}
    rest = None
    if len(places) < everybody:
        at_min = free[0][0]
        rest = Rest(at_min, later, called, servers, mean_min, policy)
    return Forecast(places, called, mine, ends, lines, joins, rest)


@dataclass(frozen=True)
class Rest:
    """Whoever comes after the calls that were played: counted in each line by bisection.

    Of people whom several counters may call, as many come to each; otherwise the rule is the same.
    Of one line without head starts, at counters of its own, it says exactly what a play would.
    """

    at_min: float  # when the first counter is free after those calls
    lines: "Mapping[str, _Later]"
    called: Mapping[str, Sequence[int]]
    servers: Sequence[Server]
    mean_min: Mapping[str, float]
    policy: Policy

    def place(self, service_id: str, key: Key | None, *, privileged: bool) -> Place:
        """The place of somebody who stands at `key`; None stands behind everybody."""
        earlier, everybody, work = [0.0, 0.0], [0.0, 0.0], 0.0
        for service, share in self._sharing(service_id):
            line, until = self.lines[service], self._until(service_id, service, key)
            for n, (before, left) in enumerate(zip(line.before(until), line.left, strict=True)):
                earlier[n] += share * before
                everybody[n] += share * left
                work += share * left * self.mean_min[service]
        ahead = int(_ahead(earlier, everybody[0], self.policy.ratio, privileged=privileged))
        each_min = work / (sum(everybody) or 1) / len(self._serving[service_id])
        called = len(self.called[service_id])
        return Place(called + ahead, self.at_min + ahead * each_min)

    def _sharing(self, service_id: str) -> Iterator[tuple[str, float]]:
        """Each service, and which part of its people comes to the counters of this one."""
        mine = self._serving[service_id]
        for service in self.lines:
            theirs = self._serving[service]
            if shared := len(mine.keys() & theirs.keys()):
                yield service, shared / len(theirs)

    def _until(self, mine: str, other: str, key: Key | None) -> Key | None:
        """Up to where people of another line are earlier than somebody of mine."""
        if not self.policy.in_order or mine == other:
            return key
        servers = self._serving[mine].values()
        both = next(it.services for it in servers if other in it.services)
        return None if both.index(other) < both.index(mine) else NOBODY

    @cached_property
    def _serving(self) -> Mapping[str, Mapping[int, Server]]:
        """The counters of each service."""
        every = list(enumerate(self.servers))
        return {s: {n: it for n, it in every if s in it.services} for s in self.lines}


class _Later:
    """Who waits for one service and was not called in the play."""

    def __init__(self, service_id: str, line: Waiting, left: "_Left") -> None:
        self._line = line
        self._called = {
            which: min(len(keys), PLAYED) - len(left[which].get(service_id, ()))
            for which, keys in line.items()
        }

    @property
    def left(self) -> tuple[int, int]:
        """How many regular people that is and how many with a head start, now."""
        return self.before(None)

    def ended(self) -> list[str]:
        """The categories of which everybody was called."""
        return [which for which in self._line if not self._before(which, None)]

    def before(self, until: Key | None) -> tuple[int, int]:
        """How many of the regular and of those with a head start are earlier; all for None."""
        every = sum(self._before(which, until) for which in self._line)
        regular = self._before(REGULAR, until) if REGULAR in self._line else 0
        return regular, every - regular

    def _before(self, category: str, until: Key | None) -> int:
        keys = self._line[category]
        earlier: int = len(keys) if until is None else bisect_left(keys, until)
        return max(0, earlier - self._called[category])


def _count(lines: Mapping[str, Waiting]) -> int:
    return sum(len(keys) for line in lines.values() for keys in line.values())


def _ahead(earlier: Sequence[float], all_regular: float, ratio: int, *, privileged: bool) -> float:
    """How many go before somebody by the rule, of the regular and privileged who are earlier."""
    regular, head_starts = earlier
    if not privileged:
        return regular + min(head_starts, ratio * (regular + 1))
    forced = head_starts // ratio if ratio else all_regular
    return head_starts + max(regular, min(forced, all_regular))


# Who is not called yet, by service, of one category and by category; whoever is due stands last.
_Lines = Mapping[str, list[Key]]
_Left = Mapping[str, _Lines]


def _left(lines: Mapping[str, Waiting]) -> _Left:
    """Of each line as many as the play can call."""
    left: dict[str, dict[str, list[Key]]] = {}
    for service, line in lines.items():
        for category, keys in line.items():
            left.setdefault(category, {})[service] = list(islice(keys, PLAYED))[::-1]
    return left


class _First(NamedTuple):
    """Who is first in some lines: the key, whose service it is, and the line."""

    key: Key
    service: str
    line: list[Key]


def _due(
    regulars: _Lines, others: Sequence[_Lines], server: Server, run: int, policy: Policy
) -> tuple[str, int, int] | None:
    """Take out whoever a counter calls next: service, ticket id, and the run after the call."""
    for services in [[s] for s in server.services] if policy.in_order else [server.services]:
        regular, privileged = _first(services, regulars), None
        for lines in others:
            first = _first(services, lines)
            if first and (privileged is None or first < privileged):
                privileged = first
        if regular is None and privileged is None:
            continue
        keys = (regular and regular.key, privileged and privileged.key)
        is_privileged = is_privileged_due(*keys, run, policy.ratio)
        chosen = privileged if is_privileged else regular
        assert chosen is not None
        _, ticket_id = chosen.line.pop()
        after = next_run(run, is_privileged, somebody_regular=regular is not None)
        return chosen.service, ticket_id, after
    return None


def _first(services: Sequence[str], lines: _Lines) -> _First | None:
    found: _First | None = None
    for service in services:
        line = lines.get(service)
        if line and (found is None or line[-1] < found.key):
            found = _First(line[-1], service, line)
    return found
