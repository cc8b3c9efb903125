"""What happened, in the past tense: the only way anything in the hall changes.

An event is a fact and never edited. A later field needs a default, because old rows must still
load.
"""

from dataclasses import dataclass
from datetime import date, datetime

from queue_server.kernel.events import Event
from queue_server.turns.rules.calling import Why
from queue_server.turns.rules.tickets import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEvent(Event):
    """Something that happened to one ticket."""

    ticket_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketIssued(TicketEvent):
    """A number was given. It carries everything the ticket starts with, and its slip's language.

    `series` is the letter it was counted under; empty in old rows, which counted by service.
    """

    number: str
    day: date
    service_id: str
    key_at: datetime
    privileged: bool = False
    priority_group: str | None = None
    procedure_code: str | None = None
    device: str | None = None
    language: str = "vi"
    series: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCalled(TicketEvent):
    """A counter called the number; `why` says why this one.

    `reason` is what was said of a call by hand, of the hall's list.
    """

    counter_id: str
    why: Why
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRecalled(TicketEvent):
    """The number was called again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketStarted(TicketEvent):
    """The person came to the counter and the service began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFinished(TicketEvent):
    """The service ended. `unstarted`: nobody pressed start, so nobody knows whether they came.

    `outcome` is what came of it, of the hall's list, when somebody said so.
    """

    unstarted: bool = False
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketNoShow(TicketEvent):
    """Nobody came when the number was called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketHeld(TicketEvent):
    """The person stepped away with the clerk's leave; the counter is free meanwhile."""

    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketResumed(TicketEvent):
    """The person is back at the counter and the service goes on."""

    counter_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketReturned(TicketEvent):
    """The person is back in line: in the old place, or with a head start after a no-show."""

    key_at: datetime
    privileged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTransferred(TicketEvent):
    """The person waits for another service now and keeps the time of arrival.

    `left_service_id` is the service whose line or counter they left.
    """

    service_id: str
    left_service_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCancelled(TicketEvent):
    """The person gave the turn up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLapsed(TicketEvent):
    """The day ended with the ticket still open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLeftOpen(TicketEvent):
    """The day ended with the person at a counter: nobody knows whether they were served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRated(TicketEvent):
    """The person rated the visit, 1 (very unhappy) to 5 (very happy)."""

    value: int
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketUndone(TicketEvent):
    """The last press was a slip of the finger; `restored` is the ticket as it was before.

    `left_service_id` is the service it was at until then.
    """

    restored: Ticket
    left_service_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneToWaiting(TicketUndone):
    """Undone: it waits again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneToCalled(TicketUndone):
    """Undone: it is being called again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneToServing(TicketUndone):
    """Undone: it is being served again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneToHeld(TicketUndone):
    """Undone: it is on hold again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneToNoShow(TicketUndone):
    """Undone: it is a no-show again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HallRestored(Event):
    """A new epoch began from a backup made at `version`; on `day` each series left some out.

    `letters` are the series; old rows name the services that counted for themselves.
    """

    day: date
    service_ids: tuple[str, ...] = ()
    skipped: int
    version: int
    backup: str
    letters: tuple[str, ...] = ()
