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
from queue_server.turns.rules.calling import Key, is_privileged_due, next_run

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


class Waiting(NamedTuple):
    """Who waits for one service, each class in order."""

    regular: Sequence[Key]
    privileged: Sequence[Key]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The day played on, for the services of some counters.

    `called` says who is called at the counters of each service, in order, as far as it was
    played, `mine` the places of those of them who came for it; `ends` the lines (service, and
    whether privileged) of which nobody was left then. Whoever joins another line behind all others
    changes nothing of the play.
    """

    places: Mapping[int, Place]
    called: Mapping[str, Sequence[int]]
    mine: Mapping[str, Sequence[Place]]
    ends: Collection[tuple[str, bool]]
    _lines: Mapping[str, Waiting]
    _joins: Mapping[str, Place]
    _rest: "Rest | None"  # when not everybody's call was played

    @property
    def waiting(self) -> int:
        """How many wait for all of these services, now."""
        return _count(self._lines)

    @property
    def is_whole(self) -> bool:
        """Was everybody's call played?"""
        return self._rest is None

    def place_of(self, service_id: str, key: Key, *, privileged: bool) -> Place:
        """The place of somebody who waits."""
        if found := self.places.get(key[1]):
            return found
        assert self._rest is not None, "who waits and is not played comes later"
        return self._rest.place(service_id, key, privileged=privileged)

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
    left = _Left(*({s: _next(line[n]) for s, line in lines.items()} for n in (0, 1)))
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
        due = _due(left, server, run, policy)
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
    later = {s: _Later(line, left.regular[s], left.privileged[s]) for s, line in lines.items()}
    ends = {(s, bool(n)) for s, line in later.items() for n in (0, 1) if not line.left[n]}
    rest = None
    if len(places) < everybody:
        rest = Rest(
            at_min=free[0][0],
            lines=later,
            called=called,
            servers=servers,
            mean_min=mean_min,
            policy=policy,
        )
    return Forecast(places, called, mine, ends, lines, joins, rest)


@dataclass(frozen=True, kw_only=True)
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
            for n, left in enumerate(line.left):
                earlier[n] += share * line.before(n, until)
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

    def __init__(self, line: Waiting, *left: Sequence[Key]) -> None:
        self._line = line
        self._called = [min(len(line[n]), PLAYED) - len(left[n]) for n in (0, 1)]

    @property
    def left(self) -> Sequence[int]:
        """How many regular and privileged people that is, now."""
        return [len(self._line[n]) - self._called[n] for n in (0, 1)]

    def before(self, n: int, until: Key | None) -> int:
        """How many of the regular (0) or the privileged (1) are earlier; all for None."""
        if until is None:
            return self.left[n]
        earlier: int = bisect_left(self._line[n], until)
        return max(0, earlier - self._called[n])


def _count(lines: Mapping[str, Waiting]) -> int:
    return sum(len(line) for both in lines.values() for line in both)


def _ahead(earlier: Sequence[float], all_regular: float, ratio: int, *, privileged: bool) -> float:
    """How many go before somebody by the rule, of the regular and privileged who are earlier."""
    regular, head_starts = earlier
    if not privileged:
        return regular + min(head_starts, ratio * (regular + 1))
    forced = head_starts // ratio if ratio else all_regular
    return head_starts + max(regular, min(forced, all_regular))


class _Left(NamedTuple):
    """Who is not called yet, by service and class; whoever is due stands last."""

    regular: Mapping[str, list[Key]]
    privileged: Mapping[str, list[Key]]


def _next(line: Sequence[Key]) -> list[Key]:
    """As many as the play can call, the first of them last."""
    return list(islice(line, PLAYED))[::-1]


def _due(left: _Left, server: Server, run: int, policy: Policy) -> tuple[str, int, int] | None:
    """Take out whoever a counter calls next: service, ticket id, and the run after the call."""
    for services in [[s] for s in server.services] if policy.in_order else [server.services]:
        regular, privileged = _first(services, left.regular), _first(services, left.privileged)
        if not regular and not privileged:
            continue
        is_privileged = is_privileged_due(
            left.regular[regular][-1] if regular else None,
            left.privileged[privileged][-1] if privileged else None,
            run,
            policy.ratio,
        )
        line, service = (left.privileged, privileged) if is_privileged else (left.regular, regular)
        _, ticket_id = line[service].pop()
        return service, ticket_id, next_run(run, is_privileged, somebody_regular=bool(regular))
    return None


def _first(services: Sequence[str], lines: Mapping[str, list[Key]]) -> str:
    """The service whose head is the earliest; empty when nobody waits."""
    found, earliest = "", None
    for service in services:
        line = lines[service]
        if line and (earliest is None or line[-1] < earliest):
            found, earliest = service, line[-1]
    return found
