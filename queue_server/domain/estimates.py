"""How long the wait will be, as an honest range or not at all.

The work before a person at the counters that will call them, widened to a range. It is the
fallback of a better predictor, and says nothing when no counter is open.
"""

from dataclasses import dataclass

SPREAD = 0.35  # service times vary about this much around their mean (mean/sd of the demo data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A waiting time in minutes, from the hopeful to the careful end."""

    low_min: int
    high_min: int


def waiting_time(work_ahead_min: float) -> Estimate:
    """The range for someone with so many minutes of work before them at a counter."""
    low = rounded(work_ahead_min * (1 - SPREAD))
    high = rounded(work_ahead_min * (1 + SPREAD))
    return Estimate(low_min=low, high_min=max(high, low + 1) if work_ahead_min else high)


def rounded(minutes: float) -> int:
    """Minutes as people say them: to one up to ten, to five up to thirty, then to ten."""
    if minutes <= 10:
        return round(minutes)
    step = 5 if minutes <= 30 else 10
    return round(minutes / step) * step
