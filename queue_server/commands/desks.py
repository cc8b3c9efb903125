"""Opening, pausing and closing a counter."""

from queue_server.commands.calling import must_be_free, must_call
from queue_server.domain.counters import Desk
from queue_server.domain.events import CounterClosed, CounterOpened, CounterPaused
from queue_server.store import Transaction


def open_counter(tx: Transaction, counter_id: str, *, by: str) -> Desk:
    """A clerk sits down and may call.

    Raises UnknownCounter, CounterRetired, or CounterIdle for a help desk.
    """
    must_call(tx, counter_id)
    return tx.record(CounterOpened(at=tx.now, by=by, counter_id=counter_id))


def pause_counter(tx: Transaction, counter_id: str, *, by: str) -> Desk:
    """The clerk steps away; whoever is at the counter stays there. Raises UnknownCounter."""
    tx.floor.known_counter(counter_id)
    return tx.record(CounterPaused(at=tx.now, by=by, counter_id=counter_id))


def close_counter(tx: Transaction, counter_id: str, *, by: str) -> Desk:
    """The counter calls nobody any more. Raises CounterBusy while someone is at it."""
    tx.floor.known_counter(counter_id)
    must_be_free(tx, counter_id)
    return tx.record(CounterClosed(at=tx.now, by=by, counter_id=counter_id))
