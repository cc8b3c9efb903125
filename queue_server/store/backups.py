"""Backups of a hall's memory: made while presses go on, tried, and put back into a new epoch."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from queue_server.clock import Clock
from queue_server.store import backup_files
from queue_server.store.backup_files import ASKED, NIGHTLY, made_at
from queue_server.store.interface import BadBackup, Store
from queue_server.store.opening import copies_of, open_store
from queue_server.store.proof import VerifyReport, verify
from queue_server.store.transaction import Transaction
from queue_server.store.view import View

__all__ = [
    "ASKED",
    "NIGHTLY",
    "SKIP",
    "Restored",
    "check",
    "make",
    "newest",
    "newest_at",
    "restore",
    "thin_out",
]

SKIP = 50  # numbers of each service: more than a service gives between two backups on a busy day
IDS = 100_000  # tickets: the QR codes of slips that are lost must not open another person's page


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back: what was found in each hall, and where the database from before is kept."""

    halls: dict[str, VerifyReport]
    before: str


def make(url: str, folder: Path, why: str = ASKED) -> Path:
    """Write a backup of the database at `url` into `folder`. Raises BadBackup."""
    return backup_files.keep(copies_of(url), folder, why)


def thin_out(url: str, folder: Path, kept: int) -> list[Path]:
    """Delete the oldest nightly backups of a database above so many; returns which."""
    return backup_files.thin_out(copies_of(url), folder, kept)


def newest_at(url: str, folder: Path) -> datetime | None:
    """When the newest backup of a database was made, in UTC; None when there is none.

    One that is called after a time to come says nothing: the clock was wrong.
    """
    found = backup_files.newest(copies_of(url), folder)
    return None if found is None or backup_files.is_of_the_future(found) else made_at(found)


def newest(url: str, folder: Path) -> Path:
    """The newest backup of a database. Raises BadBackup when there is none."""
    found = backup_files.newest(copies_of(url), folder)
    if found is None:
        raise BadBackup(f"There is no backup in {folder}. Name one: run.py restore FILE")
    return found


def check(
    url: str, backup: Path, clock: Clock, *, unsealed: bool = False
) -> dict[str, VerifyReport]:
    """Put a backup into a database of its own and verify every hall in it. Raises BadBackup."""
    backup_files.whole(backup, unsealed=unsealed)
    with copies_of(url).tried(backup) as address, _opened(address, clock) as store:
        return {hall_id: store.read(hall_id, verify) for hall_id in store.halls()}


def restore(
    url: str,
    backup: Path,
    clock: Clock,
    *,
    skip: int = SKIP,
    unsealed: bool = False,
    time_is_right: bool = False,
) -> Restored:
    """Put a backup back and begin a new epoch in every hall of it.

    Raises BadBackup when it is damaged, when it holds what cannot be, while the hall is served, or
    when the time is in doubt: numbers are left out today, and on a wrong day that would be for
    nothing. Then nothing was overwritten. `unsealed` takes a file without a checksum too,
    `time_is_right` a doubtful time.
    """
    backup_files.whole(backup, unsealed=unsealed)
    halls: dict[str, VerifyReport] = {}

    def begin(tx: Transaction) -> None:
        if tx.is_in_doubt and not time_is_right:
            raise _in_doubt(tx, backup)
        tx.begin_epoch(skip=skip, ids=IDS, backup=backup.name)

    def ready(address: str) -> None:
        with _opened(address, clock) as store:
            if not store.halls():
                raise BadBackup(f"{backup} holds no hall. {backup_files.OLDER}")
            for hall_id in store.halls():
                halls[hall_id] = _verified(store, hall_id, backup)
                store.write(hall_id, begin)

    before = copies_of(url).put_back(backup, ready)
    return Restored(halls=halls, before=before)


def _verified(store: Store, hall_id: str, backup: Path) -> VerifyReport:
    found = store.read(hall_id, verify)
    if found.problems:
        raise BadBackup(f"{backup} holds what cannot be: {found.problems[0]}. {backup_files.OLDER}")
    return found


def _in_doubt(view: View, backup: Path) -> BadBackup:
    hours = view.floor.hours
    now, known = hours.written(view.now), hours.written(view.believed_at)
    return BadBackup(
        f"This computer's clock says {now}, and the newest event in {backup} is of {known}. Put "
        "the clock right; or, if it is right, say so: run.py restore --time-is-right"
    )


@contextmanager
def _opened(address: str, clock: Clock) -> Iterator[Store]:
    store = open_store(address, clock)
    try:
        yield store
    finally:
        store.close()
