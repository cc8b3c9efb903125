"""What time it is in the hall: the computer's clock, or one that starts and runs as told."""

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

    `is_settled`: for minutes the clock has agreed with the time that really passed. `has_leaped`:
    it has not, since a leap. A clock that somebody set for a rehearsal (`is_real` false) is
    believed.
    """

    now: datetime
    is_real: bool = False
    is_settled: bool = True
    has_leaped: bool = False


class Clock:
    """The hall's clock. Without `starts` it is the computer's own.

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
        self._last = wall(), self._began
        self._agrees_since = self._began
        self._leaped = False

    @property
    def is_real(self) -> bool:
        """Is it the real time?"""
        return self.starts is None

    def now(self) -> datetime:
        """The moment in the hall."""
        return self.look().now

    def look(self) -> Moment:
        """The moment in the hall, and how far it can be believed."""
        passed = self._passed()
        if self.starts is not None:
            since = timedelta(seconds=(passed - self._began) * self.speed)
            return Moment(_whole(self.starts.astimezone(UTC) + since))
        now = self._wall()
        (before, then), self._last = self._last, (now, passed)
        if abs((now - before) - timedelta(seconds=passed - then)) > LEAP:
            self._agrees_since, self._leaped = passed, True
        is_settled = passed - self._agrees_since >= SETTLED_S
        self._leaped &= not is_settled
        return Moment(_whole(now), True, is_settled, self._leaped)


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
