"""The computer's own clock in a test's hand: people set one of its two, and time passes in both."""

from datetime import UTC, datetime, timedelta

from hall_clock import WEDNESDAY_MORNING

from queue_server.kernel.clock import SETTLED_S, Clock


class LeapingClock(Clock):
    """A real clock as the hall sees it. `at` is what it shows."""

    def __init__(self, at: datetime = WEDNESDAY_MORNING) -> None:
        self.at = at
        self.awake_s = 0.0
        super().__init__(wall=lambda: self.at.astimezone(UTC), passed=lambda: self.awake_s)

    def passes(self, **span: float) -> None:
        """Time goes by, and the hall looks at its clock meanwhile."""
        self.awake_s += timedelta(**span).total_seconds()
        self.at += timedelta(**span)
        self.now()

    def leaps(self, **span: float) -> None:
        """Somebody, or a broken battery, sets the clock."""
        self.at += timedelta(**span)

    def settles(self) -> None:
        """So much time goes by that the clock is believed again."""
        self.now()
        self.passes(seconds=SETTLED_S)
