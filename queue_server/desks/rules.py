"""A counter during the day: open, paused or closed, and how many it called with a head start."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class CounterState(StrEnum):
    """Whether a counter calls people now."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A counter's day. `run` counts privileged calls in a row while a regular person waited.
    `reason` is why it is paused, when somebody said so. The `clerk` opened it, and sits there when
    it `is_seated`.
    """

    counter_id: str
    state: CounterState = CounterState.CLOSED
    run: int = 0
    clerk: str | None = None
    since: datetime | None = None
    day: date | None = None
    reason: str | None = None
    is_seated: bool = False

    def is_open_on(self, day: date) -> bool:
        """Did a clerk open it on that day, and not pause or close it?"""
        return self.state is CounterState.OPEN and self.day == day

    def sitting(self, day: date) -> str | None:
        """Who sits there on that day."""
        is_there = self.is_seated and self.day == day and self.state is not CounterState.CLOSED
        return self.clerk if is_there else None
