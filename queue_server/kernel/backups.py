"""Backups of a hall's memory: made while presses go on, tried, and put back into a new epoch."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from queue_server.kernel import backup_files
from queue_server.kernel.backup_files import ASKED, NIGHTLY, made_at
from queue_server.kernel.clock import Clock
from queue_server.kernel.engines.opening import copies_of, open_store
from queue_server.kernel.interface import BadBackup
from queue_server.kernel.proof import VerifyReport, verify
from queue_server.kernel.store import Store
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.words import said

__all__ = [
    "ASKED",
    "NIGHTLY",
    "Restored",
    "check",
    "make",
    "newest",
    "newest_at",
    "restore",
    "thin_out",
]


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
        raise BadBackup(
            said("There is no backup in {folder}. Name one: run.py restore FILE"), folder=folder
        )
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
    begin: Callable[[Transaction, Path], None],
    *,
    unsealed: bool = False,
) -> Restored:
    """Put a backup back; then `begin(tx, backup)` begins a new epoch in every hall of it.

    Raises BadBackup when it is damaged, when it holds what cannot be, while the hall is served, and
    whatever `begin` raises. Then nothing was overwritten. `unsealed` takes a file without a
    checksum too.
    """
    backup_files.whole(backup, unsealed=unsealed)
    halls: dict[str, VerifyReport] = {}

    def ready(address: str) -> None:
        with _opened(address, clock) as store:
            if not store.halls():
                raise BadBackup(
                    said("{backup} holds no hall. {older}"),
                    backup=backup,
                    older=backup_files.OLDER,
                )
            for hall_id in store.halls():
                halls[hall_id] = _verified(store, hall_id, backup)
                store.write(hall_id, lambda tx: begin(tx, backup))

    before = copies_of(url).put_back(backup, ready)
    return Restored(halls=halls, before=before)


def _verified(store: Store, hall_id: str, backup: Path) -> VerifyReport:
    found = store.read(hall_id, verify)
    if found.problems:
        raise BadBackup(
            said("{backup} holds what cannot be: {problem}. {older}"),
            backup=backup,
            problem=found.problems[0],
            older=backup_files.OLDER,
        )
    return found


@contextmanager
def _opened(address: str, clock: Clock) -> Iterator[Store]:
    store = open_store(address, clock)
    try:
        yield store
    finally:
        store.close()
