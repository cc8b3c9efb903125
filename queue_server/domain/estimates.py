"""How long the wait will be, as an honest range or not at all.

A weighted formula: the work ahead shared among the counters that serve it, widened to a range.
It is the fallback of a better predictor, and says nothing when no counter is open.
"""

from dataclasses import dataclass

SPREAD = 0.35  # service times vary about this much around their mean (mean/sd of the demo data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A waiting time in minutes, from the hopeful to the careful end."""

    low_min: int
    high_min: int


def waiting_time(work_ahead_min: float, counters: float) -> Estimate | None:
    """The range for someone with so many minutes of work ahead, shared by so many open counters.

    `counters` may be fractional: a counter that also serves others counts in part. None without
    a counter, because then nobody knows.
    """
    if counters <= 0:
        return None
    middle = work_ahead_min / counters
    low, high = rounded(middle * (1 - SPREAD)), rounded(middle * (1 + SPREAD))
    return Estimate(low_min=low, high_min=max(high, low + 1) if middle else high)


def rounded(minutes: float) -> int:
    """Minutes as people say them: to one up to ten, to five up to thirty, then to ten."""
    if minutes <= 10:
        return round(minutes)
    step = 5 if minutes <= 30 else 10
    return round(minutes / step) * step
