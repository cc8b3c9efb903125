"""Opening, pausing and closing a counter."""

from queue_server.desks.events import CounterClosed, CounterOpened, CounterPaused
from queue_server.desks.refusals import CounterBusy, CounterIdle, CounterTaken, SitsElsewhere
from queue_server.desks.rules import CounterState, Desk
from queue_server.desks.tables import Desks, record
from queue_server.desks.wording import not_open
from queue_server.hall.refusals import CounterRetired
from queue_server.hall.rules.floor_data import Counter, ReasonKind
from queue_server.hall.tables import day_of, floor_of
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View


def open_counter(
    tx: Transaction, counter_id: str, *, by: str, sits: bool = False, take_over: bool = False
) -> Desk:
    """Let a counter call. Whoever `sits` down there sits nowhere else, and alone.

    With `take_over` it is theirs, whoever sat there, and their counter of before is closed. Raises
    UnknownCounter, CounterRetired, CounterIdle for a help desk, CounterTaken, SitsElsewhere, or
    CounterBusy when somebody is still at the counter of before.
    """
    must_call(tx, counter_id)
    if sits:
        _sit_down(tx, counter_id, by, take_over=take_over)
    return record(tx, CounterOpened(at=tx.now, by=by, counter_id=counter_id, sits=sits))


def _sit_down(tx: Transaction, counter_id: str, by: str, *, take_over: bool) -> None:
    """Have the counter for oneself. Raises CounterTaken, SitsElsewhere or CounterBusy."""
    if not take_over:
        must_not_be_taken(tx, counter_id, by)
    for desk in Desks(tx).all().values():
        if desk.sitting(day_of(tx)) != by or desk.counter_id == counter_id:
            continue
        if not take_over:
            numbers = [floor_of(tx).counter(it).number for it in (counter_id, desk.counter_id)]
            raise SitsElsewhere(counter=numbers[0], other=numbers[1])
        close_counter(tx, desk.counter_id, by=by)


def must_not_be_taken(view: View, counter_id: str, by: str) -> None:
    """Raise CounterTaken when another clerk sits there today."""
    sitting = Desks(view).desk(counter_id).sitting(day_of(view))
    if sitting not in (None, by):
        raise CounterTaken(counter=floor_of(view).counter(counter_id).number, clerk=sitting)


def pause_counter(tx: Transaction, counter_id: str, *, by: str, reason: str | None = None) -> Desk:
    """The clerk steps away, for a reason of the hall's list; whoever is at the counter stays there.

    Raises UnknownCounter or UnknownReason.
    """
    floor_of(tx).known_counter(counter_id)
    floor_of(tx).check_reason(ReasonKind.PAUSE, reason)
    return record(tx, CounterPaused(at=tx.now, by=by, counter_id=counter_id, reason=reason))


def close_counter(tx: Transaction, counter_id: str, *, by: str) -> Desk:
    """The counter calls nobody any more. Raises CounterBusy while someone is at it."""
    floor_of(tx).known_counter(counter_id)
    must_be_free(tx, counter_id)
    return record(tx, CounterClosed(at=tx.now, by=by, counter_id=counter_id))


def must_call(view: View, counter_id: str) -> Counter:
    """The counter, if it calls people. Raises UnknownCounter, CounterRetired or CounterIdle."""
    counter = floor_of(view).known_counter(counter_id)
    if not counter.service_ids:
        is_retired = floor_of(view).is_retired(counter)
        raise (CounterRetired if is_retired else CounterIdle)(counter=counter.number)
    return counter


def must_be_staffed(view: View, counter_id: str) -> None:
    """Raise as must_call does, or CounterClosed when nobody is there; a pause is no closing."""
    counter, desk = must_call(view, counter_id), Desks(view).desk(counter_id)
    if desk.state is CounterState.CLOSED or desk.day != day_of(view):
        raise not_open(counter.number, CounterState.CLOSED)


def must_be_free(view: View, counter_id: str) -> None:
    """Raise CounterBusy when someone is at the counter."""
    if there := Desks(view).occupant(counter_id):
        number = floor_of(view).counter(counter_id).number
        raise CounterBusy(counter=number, number=there.number)
