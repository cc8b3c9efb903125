"""Setting up the hall: its data."""

from queue_server.devices.tables import Devices, Staff
from queue_server.domain.counters import CounterState
from queue_server.domain.events import CounterClosed
from queue_server.domain.floor import Floor
from queue_server.domain.floor_change import Consequence, Present, carried_over, consequences
from queue_server.domain.refusals import PeopleInTheHall, SurprisingChange
from queue_server.store import Transaction, View


def import_floor(
    tx: Transaction, floor: Floor, *, by: str, is_meant: bool = False
) -> list[Consequence]:
    """Replace the hall's data by a checked floor; whoever holds a number goes on with it.

    Returns what it changes. Raises SurprisingChange unless that `is_meant`, and PeopleInTheHall
    when the day itself would move under them.
    """
    found = changes(tx, floor)
    if tx.floor.hall.timezone != floor.hall.timezone and (people := len(tx.present())):
        raise PeopleInTheHall(people=people)
    if not is_meant and (surprises := sum(it.is_surprising for it in found)):
        raise SurprisingChange(surprises=surprises)
    tx.import_floor(carried_over(tx.floor, floor, tx.services_of_today()), by)
    _close_retired(tx, by)
    return found


def changes(view: View, floor: Floor) -> list[Consequence]:
    """What importing a floor now would change for whom; nothing for a hall that has none yet."""
    if not view.floor.hall.id:
        return []
    bound = (row for row in (*Devices(view).all(), *Staff(view).all()) if row["counter_id"])
    present = Present(
        now=view.now,
        tickets=view.present(),
        open_counters=view.open_counters(),
        seats={row["name"]: row["counter_id"] for row in bound},
    )
    return consequences(view.floor, floor, present)


def _close_retired(tx: Transaction, by: str) -> None:
    """Close the counters that are gone and have nobody left to serve."""
    for desk in tx.desks().values():
        counter = tx.floor.counter(desk.counter_id)
        is_over = tx.floor.is_retired(counter) and not counter.service_ids
        if is_over and desk.state is not CounterState.CLOSED and not tx.at_counter(counter.id):
            tx.record(CounterClosed(at=tx.now, by=by, counter_id=counter.id))
