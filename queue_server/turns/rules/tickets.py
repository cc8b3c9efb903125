"""A place in the queue: what a ticket is, and how each event changes it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from queue_server.turns.rules.calling import PRIVILEGED, REGULAR


class State(StrEnum):
    """Where a ticket is in its day."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    SERVED = "served"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


RETURN_WITHIN = timedelta(minutes=30)  # a no-show may come back for so long

AT_COUNTER = frozenset({State.CALLED, State.SERVING})
ENDED = frozenset({State.SERVED, State.NO_SHOW, State.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One person's turn. `number` is what is printed; `day` is the service day it belongs to.

    `service_id` is where it waits now, `series` what its number was counted in: the letter (before
    0.2 the service that gave it). `key_at` is the order key of the calling policy. `left_open`: the
    day ended over it at a counter, and nobody knows whether the person was served. `outcome` is
    what came of the visit, of the hall's list, when somebody said so.
    """

    id: int
    number: str
    day: date
    series: str
    service_id: str
    issued_at: datetime
    key_at: datetime
    privileged: bool = False
    priority_group: str | None = None
    procedure_code: str | None = None
    device: str | None = None
    state: State = State.WAITING
    counter_id: str | None = None
    called_at: datetime | None = None
    announced_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    times_called: int = 0
    hold_reason: str | None = None
    rating: int | None = None
    left_open: bool = False
    outcome: str | None = None

    @property
    def category(self) -> str:
        """Of which people it is that stand in one order (see calling)."""
        return PRIVILEGED if self.privileged else REGULAR

    def moved(self, **changes: object) -> "Ticket":
        """The same ticket after a change."""
        return replace(self, **changes)  # type: ignore[arg-type]
