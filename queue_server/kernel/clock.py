"""What time it is in the hall: the computer's clock, or one that starts and runs as told.

A computer's clock leaps: its battery is empty, somebody sets it wrong, the network puts it right.
So it is read at start, and from then on time passes as the machine counts its seconds. The
computer's clock is compared at every look: a small step is followed at once, a leap by `follow`.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

LEAP = timedelta(seconds=30)  # further than anybody sets a clock right in passing
SETTLED_S = 180.0  # so long a clock must agree with the time that really passed
# Time that passed, also while the computer slept; where there is no such clock, while it was awake.
_BOOT = getattr(time, "CLOCK_BOOTTIME", None)
Passed = Callable[[], float]
Wall = Callable[[], datetime]


class Moment(NamedTuple):
    """One look at the clock. `now` is aware, in UTC, in whole milliseconds as the memory keeps it.

    `is_settled`: for minutes the computer's clock has agreed with the time that really passed, and
    it does now. `leap` is what it says when it leapt and has agreed again for minutes from there;
    `now` does not follow by itself. A clock that somebody set for a rehearsal (`is_real` false) is
    believed.
    """

    now: datetime
    is_real: bool = False
    is_settled: bool = True
    leap: datetime | None = None


class Clock:
    """The hall's clock. Without `starts` it is the computer's own, without its leaps.

    `starts` is an aware moment; `speed` how many seconds pass in the hall per real second. `wall`
    and `passed` are the computer's two clocks: the one that people set, and the one that only
    counts.
    """

    def __init__(
        self,
        starts: datetime | None = None,
        speed: float = 1.0,
        *,
        wall: Wall = lambda: datetime.now(UTC),
        passed: Passed = lambda: time.monotonic() if _BOOT is None else time.clock_gettime(_BOOT),
    ) -> None:
        self.starts = starts
        self.speed = speed
        self._wall = wall
        self._passed = passed
        self._began = passed()
        self._zero = wall() - timedelta(seconds=self._began)  # when nothing had passed
        self._leap: tuple[datetime, float] | None = None  # the computer's zero, and since when

    @property
    def is_real(self) -> bool:
        """Is it the real time?"""
        return self.starts is None

    def now(self) -> datetime:
        """The moment in the hall."""
        return self.look().now

    def look(self) -> Moment:
        """The moment in the hall, and how far the computer's clock agrees."""
        passed = self._passed()
        if self.starts is not None:
            since = timedelta(seconds=(passed - self._began) * self.speed)
            return Moment(_whole(self.starts.astimezone(UTC) + since))
        leap = self._compare(passed)
        now, is_old = timedelta(seconds=passed), passed - self._began >= SETTLED_S
        there = leap[0] + now if leap and passed - leap[1] >= SETTLED_S else None
        return Moment(_whole(self._zero + now), True, is_old and leap is None, there)

    def follow(self) -> None:
        """Go by the computer's clock again, wherever it leapt to."""
        self._zero = self._wall() - timedelta(seconds=self._passed())
        self._leap = None

    def _compare(self, passed: float) -> tuple[datetime, float] | None:
        zero, leap = self._wall() - timedelta(seconds=passed), self._leap
        if abs(zero - self._zero) <= LEAP:
            self._zero, leap = zero, None
        elif leap is None or abs(zero - leap[0]) > LEAP:
            leap = zero, passed
        self._leap = leap
        return leap


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
