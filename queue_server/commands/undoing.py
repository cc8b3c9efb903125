"""Taking back a slip of the finger, within seconds, exactly to what was before."""

from datetime import timedelta

from queue_server.commands.calling import must_be_free, must_be_staffed
from queue_server.domain.events import TicketCalled, TicketUndone
from queue_server.domain.refusals import TooLateToUndo
from queue_server.domain.tickets import AT_COUNTER, Ticket
from queue_server.domain.transitions import check, rebuilt
from queue_server.domain.undo import BACK_TO, UNDO_WITHIN, last_press, presses, time_left
from queue_server.domain.wording import not_allowed
from queue_server.store import Transaction


def undo(tx: Transaction, ticket_id: int, *, by: str) -> Ticket:
    """Undo the last press on a ticket.

    Raises TooLateToUndo, NotAllowed when that press cannot be taken back, and CounterClosed or
    CounterBusy when the counter was closed, or took somebody else, by now.
    """
    ticket = tx.ticket(ticket_id)
    events = presses([r.event for r in tx.events_of(ticket_id)])
    last = last_press(events)
    if last is None:
        raise not_allowed(ticket, TicketUndone)
    if time_left(last, tx.now) < timedelta(0):
        raise TooLateToUndo(number=ticket.number, seconds=UNDO_WITHIN.seconds)
    before = rebuilt(events[:-1])
    kind = BACK_TO[before.state]
    check(ticket, kind)
    if before.state in AT_COUNTER and before.counter_id != _counter_of(ticket):
        must_be_staffed(tx, before.counter_id or "")
        must_be_free(tx, before.counter_id or "")
    if isinstance(last, TicketCalled):
        tx.set_run(last.counter_id, last.why.run)
    left = ticket.service_id
    return tx.record(
        kind(at=tx.now, by=by, ticket_id=ticket_id, restored=before, left_service_id=left)
    )


def _counter_of(ticket: Ticket) -> str | None:
    return ticket.counter_id if ticket.state in AT_COUNTER else None
