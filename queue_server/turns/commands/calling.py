"""Calling: who is due next comes to a counter, and is called again when nobody moves."""

from queue_server.desks.commands import must_be_free, must_call
from queue_server.desks.rules import CounterState
from queue_server.desks.tables import Desks, set_run
from queue_server.desks.wording import not_open
from queue_server.hall.tables import day_of
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns.events import TicketCalled, TicketRecalled
from queue_server.turns.refusals import NothingWaiting
from queue_server.turns.rules import calling
from queue_server.turns.rules.tickets import Ticket
from queue_server.turns.tables import Tickets, record


def call_next(tx: Transaction, counter_id: str, *, by: str) -> Ticket:
    """Call whoever is due next to a counter.

    Two clerks pressing at once get two different tickets. Raises UnknownCounter, CounterRetired,
    CounterIdle, CounterClosed, CounterBusy or NothingWaiting.
    """
    counter = must_call(tx, counter_id)
    desk = Desks(tx).desk(counter_id)
    if desk.state is not CounterState.OPEN or desk.day != day_of(tx):
        raise not_open(
            counter.number, desk.state if desk.day == day_of(tx) else CounterState.CLOSED
        )
    must_be_free(tx, counter_id)
    why = Tickets(tx).due(counter, desk.run)
    if why is None:
        raise NothingWaiting(counter=counter.number)
    ticket_id = calling.chosen_id(why)
    set_run(tx, counter_id, calling.run_after(why))
    return record(
        tx, TicketCalled(at=tx.now, by=by, ticket_id=ticket_id, counter_id=counter_id, why=why)
    )


def recall(tx: Transaction, ticket_id: int, *, by: str) -> Ticket:
    """Call the same number again. Raises UnknownTicket or NotAllowed."""
    return record(tx, TicketRecalled(at=tx.now, by=by, ticket_id=ticket_id))
