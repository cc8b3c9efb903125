"""A clock that stands still until a test lets time pass."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from queue_server.kernel.clock import Clock, Moment

HALL = ZoneInfo("Asia/Ho_Chi_Minh")
WEDNESDAY_MORNING = datetime(2026, 11, 25, 8, 0, tzinfo=HALL)


class HandClock(Clock):
    """Its time is `at`, moved by `passes`. It may also be set back, as computers' clocks are."""

    def __init__(self, at: datetime = WEDNESDAY_MORNING) -> None:
        super().__init__(at)
        self.at = at

    def look(self) -> Moment:
        return Moment(self.at.astimezone(ZoneInfo("UTC")))

    def passes(self, **span: float) -> None:
        self.at += timedelta(**span)
