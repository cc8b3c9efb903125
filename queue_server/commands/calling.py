"""Calling: who is due next comes to a counter, and is called again when nobody moves."""

from queue_server.domain import calling
from queue_server.domain.counters import CounterState
from queue_server.domain.events import TicketCalled, TicketRecalled
from queue_server.domain.refusals import CounterBusy, CounterClosed, CounterIdle, NothingWaiting
from queue_server.domain.tickets import Ticket
from queue_server.store import Transaction, View


def call_next(tx: Transaction, counter_id: str, *, by: str) -> Ticket:
    """Call whoever is due next to a counter.

    Two clerks pressing at once get two different tickets. Raises UnknownCounter, CounterIdle,
    CounterClosed, CounterBusy or NothingWaiting.
    """
    counter = tx.floor.counter(counter_id)
    if not counter.service_ids:
        raise CounterIdle(counter=counter.number)
    desk = tx.desk(counter_id)
    if desk.state is not CounterState.OPEN or desk.day != tx.day:
        raise CounterClosed(counter=counter.number)
    must_be_free(tx, counter_id)
    why = tx.due(counter, desk.run)
    if why is None:
        raise NothingWaiting(counter=counter.number)
    ticket_id = calling.chosen_id(why)
    tx.set_run(counter_id, calling.run_after(why, ticket_id))
    return tx.record(
        TicketCalled(at=tx.now, by=by, ticket_id=ticket_id, counter_id=counter_id, why=why)
    )


def recall(tx: Transaction, ticket_id: int, *, by: str) -> Ticket:
    """Call the same number again. Raises UnknownTicket or NotAllowed."""
    return tx.record(TicketRecalled(at=tx.now, by=by, ticket_id=ticket_id))


def must_be_staffed(view: View, counter_id: str) -> None:
    """Raise CounterIdle or CounterClosed when nobody is there to serve; a pause is no closing."""
    counter, desk = view.floor.counter(counter_id), view.desk(counter_id)
    if not counter.service_ids:
        raise CounterIdle(counter=counter.number)
    if desk.state is CounterState.CLOSED or desk.day != view.day:
        raise CounterClosed(counter=counter.number)


def must_be_free(view: View, counter_id: str) -> None:
    """Raise CounterBusy when someone is at the counter."""
    if current := view.at_counter(counter_id):
        number = view.floor.counter(counter_id).number
        raise CounterBusy(counter=number, number=current.number)
