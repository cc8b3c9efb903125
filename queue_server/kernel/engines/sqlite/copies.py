"""Copies of the embedded engine's file: one moment of it, whole, in one file of its own.

The copy is read from a snapshot, so the writer never waits for it; it never checkpoints, so the
WAL-reset race (see Owner) cannot happen either.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from queue_server.kernel.backup_files import OLDER, on_disk
from queue_server.kernel.engines.sqlite.database_file import connect
from queue_server.kernel.engines.sqlite.owner import Owner
from queue_server.kernel.interface import BadBackup
from queue_server.kernel.words import said

BESIDE = ("", "-wal", "-shm")  # a log left beside another file would be played into it


class SqliteCopies:
    """Copies of one file."""

    ending = ".db"

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.stem

    def save(self, target: Path) -> None:
        """Write one consistent moment to `target`. See Copies."""
        if not self._path.exists():
            raise BadBackup(said("There is no {file} to make a backup of."), file=self._path)
        try:
            with closing(connect(self._path)) as source, closing(sqlite3.connect(target)) as copy:
                source.execute("BEGIN")
                source.execute("SELECT name FROM sqlite_master").fetchone()  # the moment is now
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
                [found] = copy.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.Error as error:
            raise BadBackup(
                said("{file} cannot be copied: {error}."), file=self._path, error=error
            ) from error
        if found != "ok":
            raise BadBackup(
                said("{file} is damaged, so is its copy: {found}. Keep both."),
                file=self._path,
                found=found,
            )

    @contextmanager
    def tried(self, backup: Path) -> Iterator[str]:
        """Put a backup into a folder of its own. See Copies."""
        with tempfile.TemporaryDirectory(prefix="luot-") as folder:
            yield _address(_copied(backup, Path(folder) / "hall.db"))

    def put_back(self, backup: Path, ready: Callable[[str], None]) -> str:
        """Make a backup the file; what was there is moved aside. See Copies."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(Owner(self._path)) as owner:
            if not owner.owns:
                raise BadBackup(
                    said("{file} is served by process {pid}. Stop that one, then restore."),
                    file=self._path,
                    pid=owner.pid,
                )
            with tempfile.TemporaryDirectory(dir=self._path.parent) as folder:
                made = _copied(backup, Path(folder) / "hall.db")
                ready(_address(made))
                before = self._moved_aside()
                made.replace(self._path)
            on_disk(self._path.parent)
        return before

    def _moved_aside(self) -> str:
        if not self._path.exists():
            return ""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        before = self._path.with_name(f"{self._path.name}.before-{stamp}")
        for part in BESIDE:
            old = self._path.with_name(self._path.name + part)
            if old.exists():
                old.replace(before.with_name(before.name + part))
        return str(before)


def _copied(backup: Path, target: Path) -> Path:
    """The backup at another place, known to be a whole database. Raises BadBackup."""
    try:
        target.touch(0o600)  # as the hall's own file: it holds what people asked for
        shutil.copyfile(backup, target)
        log = backup.with_name(f"{backup.name}-wal")
        if log.exists():  # no backup of ours has one; a file copied by hand is not whole without
            shutil.copyfile(log, target.with_name(f"{target.name}-wal"))
        with closing(sqlite3.connect(target)) as copy:
            [found] = copy.execute("PRAGMA quick_check(1)").fetchone()
    except OSError as error:
        raise BadBackup(
            said("{file} cannot be written: {error}."), file=target, error=error.strerror
        ) from error
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        raise BadBackup(
            said("{backup} is damaged: {found}. {older}"), backup=backup, found=found, older=OLDER
        )
    return target


def _address(path: Path) -> str:
    return f"sqlite:///{path}"
