"""A past day played again under another policy: who would have been called when.

People come when they came and stay at a counter as long as they stayed; counters are open when they
were. Whom the rule calls is all that differs, so that two policies can be held side by side. A hold
or a transfer is part of one stay: a trial compares rules and repeats no day to the minute.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import count
from typing import NamedTuple

from queue_server.hall.rules.policy import Policy
from queue_server.turns.rules.calling import (
    PRIVILEGED,
    REGULAR,
    Head,
    Key,
    chosen_id,
    explain,
    run_after,
)

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody who came for a service: with so many minutes' head start by the hall's list, to stay
    so long at a counter, or to leave at `gives_up` when nobody called them by then.
    """

    id: int
    came: datetime
    service_id: str
    bonus_min: int
    stays: timedelta
    gives_up: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A counter that calls for some services, from and to."""

    counter_id: str
    services: Sequence[str]
    opens: datetime
    closes: datetime


class Called(NamedTuple):
    """Somebody was called: after how long."""

    visit: Visit
    at: datetime

    @property
    def waited(self) -> timedelta:
        """From the number to the call."""
        return self.at - self.visit.came


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a day came to: minutes of waiting (None of nobody), how often one who came later for the
    same service was called first, and how many nobody called.
    """

    called: int
    mean_min: float | None
    p90_min: float | None
    priority_mean_min: float | None
    priority_p90_min: float | None
    overtakes: int
    uncalled: int


def play(
    visits: Sequence[Visit], shifts: Sequence[Shift], policy: Policy, gap: timedelta = timedelta(0)
) -> list[Called]:
    """Play the day; a clerk rests for `gap` between two people."""
    return list(_Day(visits, shifts, policy, gap).run())


def outcome(visits: Sequence[Visit], called: Sequence[Called]) -> Outcome:
    """The figures of a day."""
    waits = [it.waited / MINUTE for it in called]
    first = [it.waited / MINUTE for it in called if it.visit.bonus_min > 0]
    return Outcome(
        called=len(called),
        mean_min=_mean(waits),
        p90_min=_p90(waits),
        priority_mean_min=_mean(first),
        priority_p90_min=_p90(first),
        overtakes=_overtakes(called),
        uncalled=len(visits) - len(called),
    )


class _Day:
    """A day as it is played: who waits, which counters are free, and what comes next."""

    def __init__(
        self, visits: Sequence[Visit], shifts: Sequence[Shift], policy: Policy, gap: timedelta
    ) -> None:
        self._visits = {it.id: it for it in visits}
        self._policy, self._gap = policy, gap
        self._lines: dict[str, dict[str, list[Key]]] = {}
        self._free: dict[str, Shift] = {}
        self._runs: dict[str, int] = {}
        self._busy: dict[str, datetime] = {}  # until when, by counter
        self._nth = count()
        opened = ((it.opens, next(self._nth), it) for it in shifts)
        came = ((it.came, next(self._nth), it) for it in visits)
        self._next: list[tuple[datetime, int, Visit | Shift]] = [*opened, *came]
        heapify(self._next)

    def run(self) -> Iterator[Called]:
        """Everybody who is called, in order."""
        while self._next:
            now, _, who = heappop(self._next)
            if isinstance(who, Visit):
                category, key = self._place(who)
                line = self._lines.setdefault(who.service_id, {}).setdefault(category, [])
                insort(line, key)
            elif self._busy.get(who.counter_id, now) > now:  # opened again before the last one left
                heappush(self._next, (self._busy[who.counter_id], next(self._nth), who))
            else:
                self._free[who.counter_id] = who
            yield from self._calls(now)

    def _place(self, visit: Visit) -> tuple[str, Key]:
        bonus = self._policy.bonus(visit.bonus_min)
        return PRIVILEGED if visit.bonus_min > 0 else REGULAR, (visit.came - bonus, visit.id)

    def _calls(self, now: datetime) -> Iterator[Called]:
        for shift in list(self._free.values()):
            if now >= shift.closes:
                del self._free[shift.counter_id]
            elif visit := self._due(shift, now):
                del self._free[shift.counter_id]
                again = now + visit.stays + self._gap
                self._busy[shift.counter_id] = again
                heappush(self._next, (again, next(self._nth), shift))
                yield Called(visit, now)

    def _due(self, shift: Shift, now: datetime) -> Visit | None:
        """Take out whoever the rule calls to a counter."""
        groups = [[s] for s in shift.services] if self._policy.in_order else [shift.services]
        run = self._runs.get(shift.counter_id, 0)
        for services in groups:
            heads = self._heads(services, now)
            if not heads:
                continue
            why = explain(heads.values(), run, self._policy)
            visit = self._visits[chosen_id(why)]
            self._runs[shift.counter_id] = run_after(why)
            self._lines[visit.service_id][self._place(visit)[0]].pop(0)
            return visit
        return None

    def _heads(self, services: Sequence[str], now: datetime) -> Mapping[str, Head]:
        """Who is first of each category, of those who have not given up."""
        found: dict[str, Head] = {}
        for service_id in services:
            for category, line in self._lines.get(service_id, {}).items():
                while line and self._gave_up(line[0], now):
                    line.pop(0)
                if line and (category not in found or line[0] < _key(found[category])):
                    at, who = line[0]
                    found[category] = Head(category=category, key_at=at, ticket_id=who)
        return found

    def _gave_up(self, key: Key, now: datetime) -> bool:
        gives_up = self._visits[key[1]].gives_up
        return gives_up is not None and gives_up <= now


def _key(head: Head) -> Key:
    return head.key_at, head.ticket_id


def _overtakes(called: Sequence[Called]) -> int:
    """How often somebody was called before one who came earlier for the same service."""
    lines: dict[str, list[Key]] = {}
    found = 0
    for who in sorted(called, key=lambda it: (it.at, it.visit.id), reverse=True):
        later = lines.setdefault(who.visit.service_id, [])
        key = (who.visit.came, who.visit.id)
        insort(later, key)
        found += bisect_left(later, key)
    return found


def _mean(minutes: Sequence[float]) -> float | None:
    return sum(minutes) / len(minutes) if minutes else None


def _p90(minutes: Sequence[float]) -> float | None:
    return sorted(minutes)[int(0.9 * (len(minutes) - 1))] if minutes else None
