"""Setting up the hall: its data."""

from queue_server.desks.events import CounterClosed
from queue_server.desks.rules import CounterState
from queue_server.desks.tables import Desks
from queue_server.devices.tables import Devices, Staff
from queue_server.folder.consequences import Consequence, Present, carried_over, consequences
from queue_server.folder.refusals import PeopleInTheHall, SurprisingChange
from queue_server.hall.rules.floor import Floor
from queue_server.hall.tables import floor_of, furnish
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.turns.tables import Tickets


def import_floor(
    tx: Transaction, floor: Floor, *, by: str, is_meant: bool = False
) -> list[Consequence]:
    """Replace the hall's data by a checked floor; whoever holds a number goes on with it.

    Returns what it changes. Raises SurprisingChange unless that `is_meant`, and PeopleInTheHall
    when the day itself would move under them.
    """
    found = changes(tx, floor)
    if floor_of(tx).hall.timezone != floor.hall.timezone and (people := len(Tickets(tx).present())):
        raise PeopleInTheHall(people=people)
    if not is_meant and (surprises := sum(it.is_surprising for it in found)):
        raise SurprisingChange(surprises=surprises)
    furnish(tx, carried_over(floor_of(tx), floor, Tickets(tx).services_of_today()), by=by)
    _close_retired(tx, by)
    return found


def changes(view: View, floor: Floor) -> list[Consequence]:
    """What importing a floor now would change for whom; nothing for a hall that has none yet."""
    if not floor_of(view).hall.id:
        return []
    bound = (row for row in (*Devices(view).all(), *Staff(view).all()) if row["counter_id"])
    present = Present(
        now=view.now,
        tickets=Tickets(view).present(),
        open_counters=Desks(view).open_counters(),
        seats={row["name"]: row["counter_id"] for row in bound},
    )
    return consequences(floor_of(view), floor, present)


def _close_retired(tx: Transaction, by: str) -> None:
    """Close the counters that are gone and have nobody left to serve."""
    for desk in Desks(tx).all().values():
        counter = floor_of(tx).counter(desk.counter_id)
        is_over = floor_of(tx).is_retired(counter) and not counter.service_ids
        if (
            is_over
            and desk.state is not CounterState.CLOSED
            and not Tickets(tx).at_counter(counter.id)
        ):
            tx.record(CounterClosed(at=tx.now, by=by, counter_id=counter.id))
