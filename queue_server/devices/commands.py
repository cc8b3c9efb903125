"""Letting devices and staff in, and shutting them out.

Every password is counted before it is looked at, and every number before it is given.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from queue_server.devices import rules
from queue_server.devices.events import (
    DeviceLetIn,
    DeviceShutOut,
    SignInDelayed,
    StaffLetIn,
    StaffShutOut,
)
from queue_server.devices.refusals import NameTaken, TooManyNumbers, TooManyTries
from queue_server.devices.rules import Tries
from queue_server.devices.tables import Devices, Staff
from queue_server.devices.tries import Counted, Pace
from queue_server.hall.rules.roles import PRESSED_BY_HAND, Caller, Role
from queue_server.hall.tables import floor_of, is_in_doubt
from queue_server.kernel.typed_text import composed
from queue_server.kernel.unit_of_work import Transaction
from queue_server.paper.commands import queue_missed, remove_printer, set_printer

SYSTEM = "system"
SECOND = timedelta(seconds=1)
SESSIONS_LIVE = timedelta(days=30)
TRIES_LIVE = timedelta(days=1)

Doors = Mapping[str, int]  # what a try counts for, and how many are free there


def add_device(
    tx: Transaction,
    name: str,
    role: Role,
    digest: str,
    *,
    by: str,
    counter_id: str | None = None,
    printer: str | None = None,
) -> None:
    """Let a device in under a name of its own, known by the SHA-256 of its token.

    Raises UnknownCounter or NameTaken. `printer` is where this device's slips are printed by the
    server; an agent beside the device makes itself known.
    """
    name = composed(name)
    if any(composed(row["name"]) == name for row in Devices(tx).all()):
        raise NameTaken(name=name)
    if counter_id:
        floor_of(tx).known_counter(counter_id)
    Devices(tx).add(name, role.value, digest, counter=counter_id)
    tx.record(DeviceLetIn(at=tx.now, by=by, name=name, role=role.value, counter_id=counter_id))
    if printer:
        set_printer(tx, name, printer, by=by)


def change_printer(tx: Transaction, device: str, address: str | None, *, by: str) -> bool:
    """Let the server print a device's slips at another address, or no more (None).

    False when no such device is let in.
    """
    device = _device(tx, device)
    in_force = {row["name"] for row in Devices(tx).all() if not row["revoked_at"]}
    if device not in in_force:
        return False
    remove_printer(tx, device, by=by)
    if address:
        set_printer(tx, device, address, by=by)
        queue_missed(tx, device)
    return True


def save_staff(
    tx: Transaction,
    name: str,
    role: Role,
    password: str,
    *,
    by: str,
    counter_id: str | None = None,
) -> None:
    """Add a member of staff or change one. `password` is an argon2 hash. Raises UnknownCounter.

    A new password signs them out everywhere, and nobody waits for wrong ones of the old.
    """
    if counter_id:
        floor_of(tx).known_counter(counter_id)
    name = _member(tx, name)
    Staff(tx).save(name, role.value, password, counter=counter_id)
    tx.record(StaffLetIn(at=tx.now, by=by, name=name, role=role.value, counter_id=counter_id))
    Staff(tx).end_sessions_of(name)
    Counted(tx).save_tries(of_account(name), Tries())


def revoke_device(tx: Transaction, name: str, *, by: str) -> bool:
    """Shut a device out, and its printer. False when no such token is in force."""
    name = _device(tx, name)
    if not Devices(tx).revoke(name):
        return False
    tx.record(DeviceShutOut(at=tx.now, by=by, name=name))
    remove_printer(tx, name, by=by)
    return True


def disable_staff(tx: Transaction, name: str, *, by: str) -> bool:
    """Shut a member of staff out, where they are signed in too. False when none is in force."""
    name = _member(tx, name)
    if not Staff(tx).disable(name):
        return False
    Staff(tx).end_sessions_of(name)
    tx.record(StaffShutOut(at=tx.now, by=by, name=name))
    return True


def _member(tx: Transaction, name: str) -> str:
    """A name as it stands in the list of staff: an older list may have it decomposed."""
    row = Staff(tx).member(name)
    return str(row["name"]) if row else composed(name)


def _device(tx: Transaction, name: str) -> str:
    """A name as it stands in the list of devices."""
    name = composed(name)
    return next((row["name"] for row in Devices(tx).all() if composed(row["name"]) == name), name)


def of_account(name: str) -> str:
    """What a try at an account counts for. Hashed: it may be anything that somebody typed."""
    return f"account:{hashlib.sha256(composed(name).encode()).hexdigest()}"


def of_address(address: str) -> str:
    """What a try from an address counts for."""
    return f"address:{address}"


def of_device(device: str, name: str) -> str:
    """What a try counts for at a device where this account has signed in before."""
    return f"device:{device}:{of_account(name)}"


def count_try(tx: Transaction, doors: Doors) -> int:
    """Count a password that is about to be tried. Raises TooManyTries; that is not counted.

    Returns how many have been tried when the next one will have to wait; else 0.
    """
    waits = [rules.wait(Counted(tx).tries(what), tx.now, free) for what, free in doors.items()]
    if (longest := max(waits)) > timedelta(0):
        raise TooManyTries(seconds=-(-longest // SECOND))
    reached = 0
    for what, free in doors.items():
        tries = rules.one_more(Counted(tx).tries(what), tx.now)
        Counted(tx).save_tries(what, tries)
        reached = max(reached, tries.count if tries.count >= free else 0)
    return reached


def was_wrong(tx: Transaction, *, account: str, address: str, tries: int) -> None:
    """So many wrong passwords in a row that the next has to wait: the manager is told."""
    event = SignInDelayed(at=tx.now, by=SYSTEM, account=account, address=address, tries=tries)
    tx.record(event)


def was_right(tx: Transaction, doors: Doors, name: str, session: str) -> None:
    """Somebody is signed in, with a session known by its digest. Their wrong tries are forgotten.

    Where others may be guessing, at the address, only this try is taken back.
    """
    for what in doors:
        before = Counted(tx).tries(what)
        is_address = what.startswith(of_address(""))
        tries = Tries(count=before.count - 1, at=before.at) if is_address else Tries()
        Counted(tx).save_tries(what, tries)
    Staff(tx).begin_session(session, name)


def sign_out(tx: Transaction, session: str) -> None:
    """End a session; a copy of its cookie is worth nothing then."""
    Staff(tx).end_session(session)


def keep_pace(tx: Transaction, who: Caller) -> None:
    """Count a number that is about to be given. Raises TooManyNumbers; then it is not counted."""
    if who.role not in PRESSED_BY_HAND:
        return
    what = f"numbers:{who.role}:{who.name}"
    tries = Pace(tx).of(what)
    if (left := rules.number_wait(tries, tx.now)) > timedelta(0):
        raise TooManyNumbers(seconds=-(-left // SECOND))
    lately = rules.drained(tries, tx.now)
    Pace(tx).save(what, replace(lately, count=lately.count + 1))


def forget_old_doors(tx: Transaction) -> None:
    """Forget sessions that began a month ago, and tries that count no more.

    Never by a clock that has just leaped: it would sign everybody out.
    """
    if not tx.is_settled or is_in_doubt(tx):
        return
    Staff(tx).forget_sessions(before=tx.now - SESSIONS_LIVE)
    Counted(tx).forget_tries(before=tx.now - TRIES_LIVE)
