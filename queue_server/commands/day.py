"""The end of a day: what was left open then is ended, and history stays."""

from queue_server.domain.counters import CounterState
from queue_server.domain.events import CounterClosed, TicketLapsed
from queue_server.store import Transaction

SYSTEM = "system"


def end_past_days(tx: Transaction) -> int:
    """End every ticket of an earlier day and close its counters. Returns how many tickets.

    At most some hundreds at a time, so that a morning's first press never waits for it.
    """
    left = tx.left_over()
    for ticket in left:
        tx.record(TicketLapsed(at=tx.now, by=SYSTEM, ticket_id=ticket.id))
    for desk in tx.desks().values():
        if desk.state is not CounterState.CLOSED and desk.day != tx.day:
            tx.record(CounterClosed(at=tx.now, by=SYSTEM, counter_id=desk.counter_id))
    return len(left)
