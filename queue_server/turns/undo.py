"""Which slips of the finger can be taken back, and into which state."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from queue_server.kernel.events import Event
from queue_server.turns import events as e
from queue_server.turns.rules.tickets import State

UNDO_WITHIN = timedelta(seconds=10)

# A recall has been heard by the whole hall and a rating is the citizen's own: neither is here.
UNDOABLE: frozenset[type[e.TicketEvent]] = frozenset(
    {
        e.TicketCalled,
        e.TicketStarted,
        e.TicketFinished,
        e.TicketNoShow,
        e.TicketHeld,
        e.TicketResumed,
        e.TicketReturned,
        e.TicketTransferred,
        e.TicketCancelled,
    }
)

BACK_TO: Mapping[State, type[e.TicketUndone]] = {
    State.WAITING: e.UndoneToWaiting,
    State.CALLED: e.UndoneToCalled,
    State.SERVING: e.UndoneToServing,
    State.HELD: e.UndoneToHeld,
    State.NO_SHOW: e.UndoneToNoShow,
}


def presses(events: Sequence[Event]) -> list[e.TicketEvent]:
    """What happened to a ticket itself, without what happened to its slip."""
    return [event for event in events if isinstance(event, e.TicketEvent)]


def last_press(events: Sequence[Event]) -> e.TicketEvent | None:
    """The last thing that happened to a ticket, if it is one that can be undone."""
    last = presses(events)[-1:]
    return last[0] if last and type(last[0]) in UNDOABLE else None


def time_left(last: e.TicketEvent, now: datetime) -> timedelta:
    """How long a press can still be taken back; negative once it is too late.

    A clock that was set back by more than that gives nobody more time.
    """
    return UNDO_WITHIN - abs(now - last.at)
