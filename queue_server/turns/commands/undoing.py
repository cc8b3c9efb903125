"""Taking back a slip of the finger, within seconds, exactly to what was before."""

from datetime import timedelta

from queue_server.desks.commands import must_be_free, must_be_staffed
from queue_server.desks.tables import set_run
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns.events import TicketCalled, TicketUndone
from queue_server.turns.refusals import TooLateToUndo
from queue_server.turns.rules.tickets import AT_COUNTER, Ticket
from queue_server.turns.tables import Tickets, record
from queue_server.turns.transitions import check, rebuilt
from queue_server.turns.undo import BACK_TO, UNDO_WITHIN, last_press, presses, time_left
from queue_server.turns.wording import not_allowed


def undo(tx: Transaction, ticket_id: int, *, by: str) -> Ticket:
    """Undo the last press on a ticket.

    Raises TooLateToUndo, NotAllowed when that press cannot be taken back, and CounterClosed or
    CounterBusy when the counter was closed, or took somebody else, by now.
    """
    ticket = Tickets(tx).ticket(ticket_id)
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
        set_run(tx, last.counter_id, last.why.run)
    left = ticket.service_id
    return record(
        tx, kind(at=tx.now, by=by, ticket_id=ticket_id, restored=before, left_service_id=left)
    )


def _counter_of(ticket: Ticket) -> str | None:
    return ticket.counter_id if ticket.state in AT_COUNTER else None
