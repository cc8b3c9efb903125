"""Calling: who is due next comes to a counter, and is called again when nobody moves."""

from queue_server.domain import calling
from queue_server.domain.counters import CounterState
from queue_server.domain.events import TicketCalled, TicketRecalled
from queue_server.domain.floor import Counter
from queue_server.domain.refusals import CounterBusy, CounterIdle, CounterRetired, NothingWaiting
from queue_server.domain.tickets import Ticket
from queue_server.domain.wording import not_open
from queue_server.store import Transaction, View


def call_next(tx: Transaction, counter_id: str, *, by: str) -> Ticket:
    """Call whoever is due next to a counter.

    Two clerks pressing at once get two different tickets. Raises UnknownCounter, CounterRetired,
    CounterIdle, CounterClosed, CounterBusy or NothingWaiting.
    """
    counter = must_call(tx, counter_id)
    desk = tx.desk(counter_id)
    if desk.state is not CounterState.OPEN or desk.day != tx.day:
        raise not_open(counter.number, desk.state if desk.day == tx.day else CounterState.CLOSED)
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


def must_call(view: View, counter_id: str) -> Counter:
    """The counter, if it calls people. Raises UnknownCounter, CounterRetired or CounterIdle."""
    counter = view.floor.known_counter(counter_id)
    if not counter.service_ids:
        is_retired = view.floor.is_retired(counter)
        raise (CounterRetired if is_retired else CounterIdle)(counter=counter.number)
    return counter


def must_be_staffed(view: View, counter_id: str) -> None:
    """Raise as must_call does, or CounterClosed when nobody is there; a pause is no closing."""
    counter, desk = must_call(view, counter_id), view.desk(counter_id)
    if desk.state is CounterState.CLOSED or desk.day != view.day:
        raise not_open(counter.number, CounterState.CLOSED)


def must_be_free(view: View, counter_id: str) -> None:
    """Raise CounterBusy when someone is at the counter."""
    if current := view.at_counter(counter_id):
        number = view.floor.counter(counter_id).number
        raise CounterBusy(counter=number, number=current.number)
