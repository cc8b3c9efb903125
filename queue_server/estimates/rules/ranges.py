"""How long the wait will be, as an honest range or not at all.

The work before a person at the counters that will call them (see forecast), widened to a range and
laid into the hall's hours: nobody is called at lunch. Phones work the same figures out from a few
places of their line (`Curve`): `at_place`, `said` and `rounded` stand in their turn.js as well.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor
from operator import itemgetter
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
    """The range at the places of a line, at most MOST_KNOTS of them."""
    told: set[int] = set()
    for place in _telling(work, shifts):
        told.add(place)
        if len(told) == MOST_KNOTS:
            break
    return [_knot(*work[place], shifts) for place in sorted(told)]


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
    first = bisect_right(work, most, key=itemgetter(1))
    if first == len(work):
        return None
    return _passes(work[first - 1], work[first], most) if first else work[0][0]


def _passes(before: tuple[int, float], after: tuple[int, float], most: float) -> int:
    """The first place between two at which there is more work than that."""
    part = (most - before[1]) / (after[1] - before[1])
    return before[0] + floor(part * (after[0] - before[0])) + 1


def _telling(work: Work, shifts: Shifts) -> Iterator[int]:
    """The places of a line, those first that say most of the others: both ends, around the end of
    a shift, and nearer and nearer the front, where few minutes are many.

    Where a line bends most would be better by a fifth of the step to which minutes are rounded,
    and takes six times as long to find.
    """
    last = len(work) - 1
    yield from (0, last)
    filled = 0.0
    for opens, closes in shifts[:-1]:
        filled += closes - opens
        for factor in (1 - SPREAD, 1 + SPREAD):
            after = bisect_left(work, filled / factor, key=itemgetter(1))
            yield from (it for it in (after - 1, after) if 0 <= it <= last)
    while last := last // 2:
        yield last
    yield from range(len(work))


def _knot(ahead: int, minutes: float, shifts: Shifts) -> Knot:
    low, high = (lay(minutes * it, shifts) for it in (1 - SPREAD, 1 + SPREAD))
    return Knot(ahead, round(low, 1), round(high, 1))
