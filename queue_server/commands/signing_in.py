"""Signing in and out: every password is counted before it is looked at."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta

from queue_server.domain import patience
from queue_server.domain.door_events import SignInDelayed
from queue_server.domain.door_refusals import TooManyTries
from queue_server.domain.patience import Tries
from queue_server.domain.text import composed
from queue_server.store import Transaction

SYSTEM = "system"
SECOND = timedelta(seconds=1)

Doors = Mapping[str, int]  # what a try counts for, and how many are free there


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
    waits = [patience.wait(tx.tries(what), tx.now, free) for what, free in doors.items()]
    if (longest := max(waits)) > timedelta(0):
        raise TooManyTries(seconds=-(-longest // SECOND))
    reached = 0
    for what, free in doors.items():
        tries = patience.one_more(tx.tries(what), tx.now)
        tx.save_tries(what, tries)
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
        before = tx.tries(what)
        is_address = what.startswith(of_address(""))
        tries = Tries(count=before.count - 1, at=before.at) if is_address else Tries()
        tx.save_tries(what, tries)
    tx.begin_session(session, name)


def sign_out(tx: Transaction, session: str) -> None:
    """End a session; a copy of its cookie is worth nothing then."""
    tx.end_session(session)
