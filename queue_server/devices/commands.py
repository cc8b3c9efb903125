"""Letting devices and staff in, and shutting them out."""

from queue_server.commands.signing_in import of_account
from queue_server.domain.patience import Tries
from queue_server.domain.refusals import NameTaken
from queue_server.domain.roles import Role
from queue_server.domain.text import composed
from queue_server.paper.commands import queue_missed
from queue_server.paper.tables import Paper
from queue_server.store import Transaction


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
        Paper(tx).add_printer(name, printer)


def change_printer(tx: Transaction, device: str, address: str | None) -> bool:
    """Let the server print a device's slips at another address, or no more (None).

    False when no such device is let in.
    """
    device = _device(tx, device)
    in_force = {row["name"] for row in tx.tokens() if not row["revoked_at"]}
    if device not in in_force:
        return False
    Paper(tx).drop_printer(device)
    if address:
        Paper(tx).add_printer(device, address)
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
    Paper(tx).drop_printer(name)
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
