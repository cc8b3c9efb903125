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
from typing import NamedTuple

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


class Knot(NamedTuple):
    """The range for one before whom so many are called, in minutes from now, not yet rounded."""

    ahead: int
    low: float
    high: float


Curve = Sequence[Knot]
Work = Sequence[tuple[int, float]]  # how many are called before one, and minutes of work till then
Shifts = Sequence[tuple[float, float]]  # what is left of today: opens and closes, minutes from now


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line means for its people, by how many are called before them (`ahead`).

    `joins` is the `ahead` of somebody who joins now. `curve` is the wait; empty when no counter
    calls. From `late_from` on today may not be long enough (None: it is for all).
    """

    joins: int
    curve: Curve
    prospect: Prospect
    late_from: int | None

    def prospect_at(self, ahead: int) -> Prospect:
        """What somebody may expect before whom so many are called."""
        is_late = self.late_from is not None and ahead >= self.late_from
        return Prospect.LATE if is_late and self.prospect is Prospect.OPEN else self.prospect


def at_place(curve: Curve, ahead: int) -> Estimate | None:
    """The range at a place of a line, from the knots around it; None when nobody knows."""
    after = next((it for it in curve if it.ahead >= ahead), None)
    before = next((it for it in reversed(curve) if it.ahead <= ahead), None)
    if after is None or before is None:
        return None
    part = (ahead - before.ahead) / (after.ahead - before.ahead) if after is not before else 0.0
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


def curve_of(work: Work, shifts: Shifts) -> Curve:
    """The range at the places of a line. At most MOST_KNOTS of them, where the curve bends most;
    between them it is nearly straight.
    """
    every = [
        Knot(
            ahead,
            round(lay(minutes * (1 - SPREAD), shifts), 1),
            round(lay(minutes * (1 + SPREAD), shifts), 1),
        )
        for ahead, minutes in work
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
    return sorted(knots, key=lambda it: it.ahead)


def between(first: tuple[int, float], last: tuple[int, float], shifts: Shifts) -> Work:
    """The places from one to another, between which every call is as long as the others: only
    these two, and those around which a shift ends.
    """
    (start, work), (end, most) = first, last
    if end <= start:
        return [first]
    each, bends, filled = (most - work) / (end - start), set[int](), 0.0
    for opens, closes in shifts if each else ():
        filled += closes - opens
        for factor in (1 - SPREAD, 1 + SPREAD):
            bend = start + floor((filled / factor - work) / each)
            bends |= {bend, bend + 1}
    places = sorted(it for it in bends if start < it < end)
    return [first, *((it, work + (it - start) * each) for it in places), last]


def lay(work_min: float, shifts: Shifts) -> float:
    """Minutes of work as minutes from now, when work is done within these shifts only.

    What is more than they hold comes right after the last: whoever is there then is served out.
    """
    for opens, closes in shifts:
        if work_min < closes - opens:
            return opens + work_min
        work_min -= closes - opens
    return (shifts[-1][1] if shifts else 0.0) + work_min


def late_from(work: Work, mean_min: float, shifts: Shifts) -> int | None:
    """From how many before one on the careful wait and the service itself go beyond today."""
    if not shifts:
        return None  # after closing whoever is there is served out
    most = (sum(closes - opens for opens, closes in shifts) - mean_min) / (1 + SPREAD)
    before: tuple[int, float] | None = None
    for ahead, minutes in work:
        if minutes > most:
            return _passes(before, (ahead, minutes), most) if before else ahead
        before = ahead, minutes
    return None


def _passes(before: tuple[int, float], after: tuple[int, float], most: float) -> int:
    """The first place between two at which there is more work than that."""
    part = (most - before[1]) / (after[1] - before[1])
    return before[0] + floor(part * (after[0] - before[0])) + 1


def _bend(every: Sequence[Knot], before: int, after: int) -> tuple[float, int, int, int]:
    """Where the way from one place to another is furthest from a straight line.

    As (how far, negative; the place; before; after): the smallest bends most, and is the earliest.
    """
    start, low, high = every[before]
    end, end_low, end_high = every[after]
    low_each, high_each = (end_low - low) / (end - start), (end_high - high) / (end - start)
    most, place = -1.0, before
    for at in range(before + 1, after):
        ahead, here_low, here_high = every[at]
        off_low = abs(here_low - low - low_each * (ahead - start))
        off = max(off_low, abs(here_high - high - high_each * (ahead - start)))
        if off > most:
            most, place = off, at
    return -most, place, before, after
