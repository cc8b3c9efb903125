"""What time it is in the hall: the computer's clock, or one that starts and runs as told."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """The hall's clock. Without `starts` it is the computer's own.

    `starts` is an aware moment; `speed` how many seconds pass in the hall per real second.
    """

    def __init__(self, starts: datetime | None = None, speed: float = 1.0) -> None:
        self.starts = starts
        self.speed = speed
        self._began = time.monotonic()

    @property
    def is_real(self) -> bool:
        """Is it the real time?"""
        return self.starts is None

    def now(self) -> datetime:
        """The moment in the hall, aware, in UTC, in whole milliseconds as the memory keeps it."""
        now = datetime.now(UTC)
        if self.starts is not None:
            passed = timedelta(seconds=(time.monotonic() - self._began) * self.speed)
            now = self.starts.astimezone(UTC) + passed
        return now.replace(microsecond=now.microsecond // 1000 * 1000)
