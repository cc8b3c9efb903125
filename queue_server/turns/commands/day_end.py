"""The end of a day: what was left open then is ended, and history stays."""

from queue_server.desks.events import CounterClosed, CounterOpened
from queue_server.desks.rules import CounterState
from queue_server.desks.tables import Desks
from queue_server.hall.events import TimeConfirmed
from queue_server.hall.tables import day_of, is_in_doubt
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns.events import TicketLapsed, TicketLeftOpen
from queue_server.turns.rules.tickets import AT_COUNTER, ENDED, Ticket
from queue_server.turns.tables import Tickets
from queue_server.turns.transitions import back_in_line, rebuilt
from queue_server.turns.undo import BACK_TO, presses

SYSTEM = "system"


def end_past_days(tx: Transaction) -> int:
    """End every ticket of an earlier day and close its counters. Returns how many tickets.

    A day is over when the clock has agreed for minutes with the time that really passed. At most
    some hundreds at a time, so that a morning's first press never waits for it.
    """
    if not tx.is_settled or is_in_doubt(tx):
        return 0
    left = Tickets(tx).left_over()
    for ticket in left:
        kind = TicketLeftOpen if ticket.state in AT_COUNTER else TicketLapsed
        tx.record(kind(at=tx.now, by=SYSTEM, ticket_id=ticket.id))
    for desk in Desks(tx).all().values():
        if desk.state is not CounterState.CLOSED and desk.day != day_of(tx):
            tx.record(CounterClosed(at=tx.now, by=SYSTEM, counter_id=desk.counter_id))
    return len(left)


def take_back_day_end(tx: Transaction, *, by: str) -> int:
    """A clock ended this day by mistake: everybody it sent away is where they were. How many.

    Their counters are open again, for who called them there. Whose counter has somebody else by now
    waits again.
    """
    back = [_take_back(tx, ticket, by) for ticket in Tickets(tx).of_day(day_of(tx))]
    return back.count(True)


def confirm_time(tx: Transaction, *, by: str) -> int:
    """Somebody has looked: the time is right, and numbers may be given.

    Whom a wrong clock had sent away with this day is back. Returns how many.
    """
    tx.record(TimeConfirmed(at=tx.now, by=by))
    return take_back_day_end(tx, by=by)


def _take_back(tx: Transaction, ticket: Ticket, by: str) -> bool:
    events = presses([r.event for r in tx.events_of(ticket.id)]) if ticket.state in ENDED else []
    if not isinstance(events[-1] if events else None, TicketLapsed | TicketLeftOpen):
        return False
    before = rebuilt(events[:-1])
    counter = before.counter_id if before.state in AT_COUNTER else None
    if counter and Tickets(tx).at_counter(counter):
        before = back_in_line(before)
    elif counter:
        tx.record(CounterOpened(at=tx.now, by=events[-2].by, counter_id=counter))
    kind, left = BACK_TO[before.state], ticket.service_id
    tx.record(kind(at=tx.now, by=by, ticket_id=ticket.id, restored=before, left_service_id=left))
    return True
