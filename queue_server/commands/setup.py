"""Setting up the hall: its data, its devices and its staff."""

from queue_server.commands.printing import queue_missed
from queue_server.commands.signing_in import of_account
from queue_server.domain.counters import CounterState
from queue_server.domain.events import CounterClosed
from queue_server.domain.floor import Floor
from queue_server.domain.floor_change import Consequence, Present, carried_over, consequences
from queue_server.domain.patience import Tries
from queue_server.domain.refusals import NameTaken, PeopleInTheHall, SurprisingChange
from queue_server.domain.roles import Role
from queue_server.domain.text import composed
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
    bound = (row for row in (*view.tokens(), *view.staff()) if row["counter_id"])
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


def add_device(
    tx: Transaction,
    name: str,
    role: Role,
    digest: str,
    *,
    counter_id: str | None = None,
    printer: str | None = None,
) -> None:
    """Let a device in under a name of its own, known by the SHA-256 of its token.

    Raises UnknownCounter or NameTaken. `printer` is where this device's slips are printed by the
    server; an agent beside the device makes itself known.
    """
    name = composed(name)
    if any(composed(row["name"]) == name for row in tx.tokens()):
        raise NameTaken(name=name)
    if counter_id:
        tx.floor.known_counter(counter_id)
    tx.add_token(name, role.value, digest, counter=counter_id)
    if printer:
        tx.add_printer(name, printer)


def change_printer(tx: Transaction, device: str, address: str | None) -> bool:
    """Let the server print a device's slips at another address, or no more (None).

    False when no such device is let in.
    """
    device = _device(tx, device)
    in_force = {row["name"] for row in tx.tokens() if not row["revoked_at"]}
    if device not in in_force:
        return False
    tx.drop_printer(device)
    if address:
        tx.add_printer(device, address)
        queue_missed(tx, device)
    return True


def save_staff(
    tx: Transaction, name: str, role: Role, password: str, *, counter_id: str | None = None
) -> None:
    """Add a member of staff or change one. `password` is an argon2 hash. Raises UnknownCounter.

    A new password signs them out everywhere, and nobody waits for wrong ones of the old.
    """
    if counter_id:
        tx.floor.known_counter(counter_id)
    name = _member(tx, name)
    tx.save_staff(name, role.value, password, counter=counter_id)
    tx.end_sessions_of(name)
    tx.save_tries(of_account(name), Tries())


def revoke_device(tx: Transaction, name: str) -> bool:
    """Shut a device out, and its printer. False when no such token is in force."""
    name = _device(tx, name)
    tx.drop_printer(name)
    return tx.revoke_token(name)


def disable_staff(tx: Transaction, name: str) -> bool:
    """Shut a member of staff out, where they are signed in too. False when none is in force."""
    name = _member(tx, name)
    tx.end_sessions_of(name)
    return tx.disable_staff(name)


def _member(tx: Transaction, name: str) -> str:
    """A name as it stands in the list of staff: an older list may have it decomposed."""
    row = tx.staff_member(name)
    return str(row["name"]) if row else composed(name)


def _device(tx: Transaction, name: str) -> str:
    """A name as it stands in the list of devices."""
    name = composed(name)
    return next((row["name"] for row in tx.tokens() if composed(row["name"]) == name), name)
