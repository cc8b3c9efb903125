"""The embedded engine: one file, commits in a native thread, everything else beside the image.

Whoever leads does every unit of work that waits, on the image of its hall; what it came to is
written at once and committed with `synchronous=FULL`, and only then is any of them answered:
durable before acknowledged, and many presses share one fsync.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from queue_server.kernel import group_commit, sql
from queue_server.kernel.backup_files import before_upgrade
from queue_server.kernel.clock import Clock
from queue_server.kernel.engines.sqlite.copies import SqliteCopies
from queue_server.kernel.engines.sqlite.database_file import BUSY_MS, connect, make_room, prepare
from queue_server.kernel.engines.sqlite.native_thread import NativeThread
from queue_server.kernel.engines.sqlite.owner import Owner
from queue_server.kernel.group_commit import RETRY_AFTER_S, Unit
from queue_server.kernel.interface import BadDatabase, Place, Row, Written
from queue_server.kernel.live import LiveHall, row_of
from queue_server.kernel.refusals import Unavailable
from queue_server.kernel.unit_of_work import Begun, Transaction
from queue_server.kernel.view import View
from queue_server.kernel.waiting import FairLock
from queue_server.kernel.words import said

T = TypeVar("T")
log = logging.getLogger("luot.kernel")
SAFE_VERSION = (3, 51, 3)  # from here on without the WAL-reset race, see Owner
READ_BUSY_MS = 100  # nobody else goes on meanwhile
DAMAGED = sqlite3.DatabaseError  # raised bare when the file is not as it should be


class SqliteRows:
    """A SQLite connection as `Rows`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def execute(self, statement: str, **params: object) -> Sequence[Row]:
        """Run one statement and return its rows."""
        return self.connection.execute(statement, params).fetchall()

    def execute_many(self, statement: str, params: Sequence[Mapping[str, Any]]) -> None:
        """Run one statement for each of these parameters, in order."""
        self.connection.executemany(statement, params)


class SqliteStore:
    """Halls in one SQLite file. Safe to use from greenlets and from threads."""

    refused: tuple[type[Exception], ...] = (sqlite3.IntegrityError,)

    def __init__(self, path: Path, clock: Clock, backups: Path | None = None) -> None:
        make_room(path)
        self._path = path
        self._clock = clock
        self._owner = Owner(path)
        with self._owner.writing():
            upgrading = before_upgrade(SqliteCopies(path), backups)
            prepare(path, first=self._owner.owns, before_upgrade=upgrading)
        self.batches = group_commit.BatchSizes()
        self._halls: dict[str, LiveHall] = {}
        self._writing, self._reading = (
            _connected(path, "busy_timeout = 0"),
            _connected(path, f"busy_timeout = {READ_BUSY_MS}", "query_only = ON"),
        )
        self._writes, self._reads = FairLock(), FairLock()  # one hall's at a time
        self._disk = NativeThread()

    def write(
        self, hall_id: str, work: Callable[[Transaction], T], press: Place | None = None
    ) -> Written[T]:
        """Run a unit of work; it is on disk when this returns. See Store."""
        return self._hall(hall_id).write(work, press)

    def read(self, hall_id: str, work: Callable[[View], T]) -> T:
        """Show one consistent moment. See Store."""
        live = self._hall(hall_id)
        with self._available(), live.reading(), live.alone(), self._reads, self._moment() as db:
            return live.look(db, row_of(db, hall_id), work)

    def transact(self, live: LiveHall, units: Sequence[Unit]) -> list[Any]:
        """Do some units of one hall in one transaction. See Engine."""
        with self._available(), self._writes:
            try:
                with self._owner.writing():
                    answers = self._transacted(live, units)
            except (sqlite3.Error, Unavailable):
                raise
            except Exception as error:  # its locks, or a defect: nobody knows how it stands
                log.exception("%s: a commit failed", self._path)
                raise Unavailable(seconds=RETRY_AFTER_S) from error
            self._tidy()
        return answers

    def claim(self) -> None:
        """Say that this process serves the file. Raises BadDatabase when another one does."""
        if not self._owner.owns:
            raise BadDatabase(
                said("{file} is already served by process {pid}. Stop that one first."),
                file=self._path,
                pid=self._owner.pid,
            )
        if sqlite3.sqlite_version_info < SAFE_VERSION:
            log.warning(
                "SQLite %s has the WAL-reset race: let only run.py and its errands write to %s",
                sqlite3.sqlite_version,
                self._path,
            )

    def is_leader(self, hall_id: str) -> bool:  # noqa: ARG002 (one file, one server)
        """Is this process the file's owner?"""
        return self._owner.owns

    def halls(self) -> list[str]:
        """The ids of the halls in this file."""
        with self._available(), self._reads, self._moment() as db:
            return [row["id"] for row in db.execute(sql.HALLS)]

    def close(self) -> None:
        """Finish what was accepted, then close the file."""
        with self._writes, self._reads:
            self._disk.close()
            self._reading.connection.close()
            self._writing.connection.close()
        self._owner.close()

    def _hall(self, hall_id: str) -> LiveHall:
        return self._halls.get(hall_id) or self._halls.setdefault(
            hall_id, LiveHall(hall_id, self._clock, self)
        )

    @contextmanager
    def _available(self) -> Iterator[None]:
        """Raise Unavailable where the file cannot be used: locked, full, read-only, damaged."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError) and type(error) is not DAMAGED:
                raise
            log.error("%s: %s", self._path, error)
            raise Unavailable(seconds=RETRY_AFTER_S) from error

    @contextmanager
    def _moment(self) -> Iterator[SqliteRows]:
        """A moment of the file in which nothing changes."""
        self._reading.execute("BEGIN")
        try:
            yield self._reading
        finally:
            with suppress(sqlite3.Error):  # a failed statement may have ended it already
                self._reading.execute("ROLLBACK")

    def _transacted(self, live: LiveHall, units: Sequence[Unit]) -> list[Any]:
        try:
            self._begin()
            with live.alone():
                begun = Begun(row_of(self._writing, live.id))
                return live.do(self._writing, begun, units, self._commit, self._has_ended)
        finally:
            if self._writing.connection.in_transaction:
                self._writing.execute("ROLLBACK")

    def _begin(self) -> None:
        """Hold the file. Where another process does, wait for it beside everybody else."""
        try:
            self._writing.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # or one of its kinds
                raise
            self._disk.do(self._wait_for_the_file)

    def _wait_for_the_file(self) -> None:
        self._writing.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        try:
            self._writing.execute("BEGIN IMMEDIATE")
        finally:
            self._writing.execute("PRAGMA busy_timeout = 0")

    def _commit(self, finish: Callable[[], None]) -> None:
        """Commit in the native thread: the disk takes its time, and others go on meanwhile."""
        finish()
        self._disk.do(lambda: self._writing.execute("COMMIT"))

    def _has_ended(self, _error: Exception) -> bool:
        """Is the transaction over? A full disk rolls everything back by itself."""
        return not self._writing.connection.in_transaction

    def _tidy(self) -> None:
        connection = self._writing.connection
        try:
            if self._owner.is_untidy(connection):
                self._disk.do(lambda: self._owner.tidy(connection))
        except (sqlite3.Error, OSError) as error:
            log.error("%s: its log could not be tidied: %s", self._path, error)


def _connected(path: Path, *pragmas: str) -> SqliteRows:
    db = SqliteRows(connect(path))
    for pragma in pragmas:
        db.execute(f"PRAGMA {pragma}")
    return db
