"""Setting up the hall: its data, its devices and its staff."""

from queue_server.commands.signing_in import of_account
from queue_server.domain.floor import Floor
from queue_server.domain.patience import Tries
from queue_server.domain.refusals import NameTaken
from queue_server.domain.roles import Role
from queue_server.store import Transaction


def import_floor(tx: Transaction, floor: Floor, *, by: str) -> None:
    """Replace the hall's data by a checked floor."""
    tx.import_floor(floor, by)


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
    if any(row["name"] == name for row in tx.tokens()):
        raise NameTaken(name=name)
    if counter_id:
        tx.floor.counter(counter_id)
    tx.add_token(name, role.value, digest, counter=counter_id)
    if printer:
        tx.add_printer(name, printer)


def change_printer(tx: Transaction, device: str, address: str | None) -> bool:
    """Let the server print a device's slips at another address, or no more (None).

    False when no such device is let in.
    """
    in_force = {row["name"] for row in tx.tokens() if not row["revoked_at"]}
    if device not in in_force:
        return False
    tx.drop_printer(device)
    if address:
        tx.add_printer(device, address)
    return True


def save_staff(
    tx: Transaction, name: str, role: Role, password: str, *, counter_id: str | None = None
) -> None:
    """Add a member of staff or change one. `password` is an argon2 hash. Raises UnknownCounter.

    A new password signs them out everywhere, and nobody waits for wrong ones of the old.
    """
    if counter_id:
        tx.floor.counter(counter_id)
    tx.save_staff(name, role.value, password, counter=counter_id)
    tx.end_sessions_of(name)
    tx.save_tries(of_account(name), Tries())


def revoke_device(tx: Transaction, name: str) -> bool:
    """Shut a device out, and its printer. False when no such token is in force."""
    tx.drop_printer(name)
    return tx.revoke_token(name)


def disable_staff(tx: Transaction, name: str) -> bool:
    """Shut a member of staff out, where they are signed in too. False when none is in force."""
    tx.end_sessions_of(name)
    return tx.disable_staff(name)
