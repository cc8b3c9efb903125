"""How long the wait will be, as an honest range or not at all.

The work before a person at the counters that will call them (see forecast), widened to a range and
laid into the hall's hours: nobody is called at lunch. Phones work the same figures out from a few
places of their line (`Curve`): `at_place`, `said` and `rounded` stand in their turn.js as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush
from math import floor

from queue_server.domain.tickets import Ticket

SPREAD = 0.35  # service times vary about this much around their mean (mean/sd of the demo data)
MOST_KNOTS = 8  # a message stays small however many wait


class Prospect(StrEnum):
    """What somebody who waits may expect of their line."""

    OPEN = "open"  # a counter calls
    LATE = "late"  # a counter calls, but today may not be long enough
    NO_COUNTER = "no_counter"  # the hall is open, and no counter calls for this line
    BREAK = "break"  # the hall is shut, and opens again today
    AFTER = "after"  # the hall is shut for today, and a counter serves out whoever is there
    CLOSED = "closed"  # the hall is shut for today, and no counter calls for this line


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A waiting time in minutes, from the hopeful to the careful end."""

    low_min: int
    high_min: int


@dataclass(frozen=True, slots=True)
class Knot:
    """The range at one place of a line, in minutes from now, not yet rounded."""

    place: int
    low: float
    high: float


Curve = Sequence[Knot]
Shifts = Sequence[tuple[float, float]]  # what is left of today: opens and closes, minutes from now


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line, in the order in which its people will be called.

    `ahead` says of each how many are called before them, whatever those came for, and last of
    somebody who joins now. `curve` is the wait at each of these places; empty when no counter
    calls. From place `late_from` on today may not be long enough (None: it is for all).
    """

    people: tuple[Ticket, ...]
    ahead: tuple[int, ...]
    curve: Curve
    prospect: Prospect
    late_from: int | None

    def place_of(self, ticket_id: int) -> int | None:
        """The place of a ticket; None when it does not stand here."""
        return next((n for n, it in enumerate(self.people) if it.id == ticket_id), None)

    def prospect_at(self, place: int) -> Prospect:
        """What somebody at a place may expect."""
        is_late = self.late_from is not None and place >= self.late_from
        return Prospect.LATE if is_late and self.prospect is Prospect.OPEN else self.prospect

    @property
    def joins_at(self) -> int:
        """The place of somebody who joins now."""
        return len(self.people)


def at_place(curve: Curve, place: int) -> Estimate | None:
    """The range at a place of a line, from the knots around it; None when nobody knows."""
    after = next((it for it in curve if it.place >= place), None)
    before = next((it for it in reversed(curve) if it.place <= place), None)
    if after is None or before is None:
        return None
    part = (place - before.place) / (after.place - before.place) if after is not before else 0.0
    low = before.low + (after.low - before.low) * part
    high = before.high + (after.high - before.high) * part
    return said(low, high)


def said(low_min: float, high_min: float) -> Estimate:
    """A range as people say it."""
    low, high = rounded(low_min), rounded(high_min)
    return Estimate(low_min=low, high_min=max(high, low + 1) if high_min > low_min else high)


def rounded(minutes: float) -> int:
    """Minutes as people say them: to one up to ten, to five up to thirty, then to ten."""
    step = 1 if minutes <= 10 else 5 if minutes <= 30 else 10
    return floor(minutes / step + 0.5) * step


def curve_of(work_min: Sequence[float], shifts: Shifts) -> Curve:
    """The range at the places of a line before which so many minutes of work stand each.

    At most MOST_KNOTS places, where the curve bends most; between them it is nearly straight.
    """
    every = [
        Knot(
            place,
            round(lay(work * (1 - SPREAD), shifts), 1),
            round(lay(work * (1 + SPREAD), shifts), 1),
        )
        for place, work in enumerate(work_min)
    ]
    if len(every) <= MOST_KNOTS:
        return every
    knots = [every[0], every[-1]]
    bends = [_bend(every, 0, len(every) - 1)]
    while len(knots) < MOST_KNOTS:
        _, place, before, after = heappop(bends)
        knots.append(every[place])
        heappush(bends, _bend(every, before, place))
        heappush(bends, _bend(every, place, after))
    return sorted(knots, key=lambda it: it.place)


def lay(work_min: float, shifts: Shifts) -> float:
    """Minutes of work as minutes from now, when work is done within these shifts only.

    What is more than they hold comes right after the last: whoever is there then is served out.
    """
    for opens, closes in shifts:
        if work_min < closes - opens:
            return opens + work_min
        work_min -= closes - opens
    return (shifts[-1][1] if shifts else 0.0) + work_min


def late_from(work_min: Sequence[float], mean_min: float, shifts: Shifts) -> int | None:
    """The first place at which the careful wait and the service itself go beyond today."""
    left = sum(closes - opens for opens, closes in shifts)
    late = (n for n, work in enumerate(work_min) if work * (1 + SPREAD) + mean_min > left)
    return next(late, None) if shifts else None  # after closing whoever is there is served out


def _bend(every: Sequence[Knot], before: int, after: int) -> tuple[float, int, int, int]:
    """Where the way from one place to another is furthest from a straight line.

    As (how far, negative; the place; before; after): the smallest bends most, and is the earliest.
    """
    a, b = every[before], every[after]
    most, place = -1.0, before
    if after - before > 1:
        low, high = (b.low - a.low) / (after - before), (b.high - a.high) / (after - before)
        for n, it in enumerate(every[before + 1 : after], start=1):
            off = max(abs(it.low - a.low - low * n), abs(it.high - a.high - high * n))
            if off > most:
                most, place = off, before + n
    return -most, place, before, after
