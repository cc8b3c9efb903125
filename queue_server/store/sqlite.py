"""The embedded engine: one file, one native thread that writes, snapshot readers.

The writer takes every waiting unit of work, runs each inside its own SAVEPOINT, commits the batch
once with `synchronous=FULL`, and only then answers any of them: durable before acknowledged, and
many presses share one fsync.
"""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from queue_server.clock import Clock
from queue_server.domain.refusals import Unavailable
from queue_server.store import batch, sql
from queue_server.store.backup_files import before_upgrade
from queue_server.store.batch import RETRY_AFTER_S, Failed, answer
from queue_server.store.interface import BadDatabase, Row, Written
from queue_server.store.moments import Moments
from queue_server.store.owner import Owner
from queue_server.store.sqlite_copy import SqliteCopies
from queue_server.store.sqlite_file import connect, make_room, prepare
from queue_server.store.transaction import Transaction
from queue_server.store.view import View
from queue_server.store.workers import Inbox, Job

T = TypeVar("T")
log = logging.getLogger("luot")
READERS = 2
SAFE_VERSION = (3, 51, 3)  # from here on without the WAL-reset race, see Owner
DAMAGED = sqlite3.DatabaseError  # raised bare when the file is not as it should be


class SqliteRows:
    """A SQLite connection as `Rows`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def execute(self, statement: str, **params: object) -> Sequence[Row]:
        """Run one statement and return its rows."""
        return self.connection.execute(statement, params).fetchall()


class SqliteStore:
    """Halls in one SQLite file. Safe to use from greenlets and from threads."""

    def __init__(self, path: Path, clock: Clock, backups: Path | None = None) -> None:
        make_room(path)
        self._path = path
        self._moments = Moments(clock)
        self._owner = Owner(path)
        with self._owner.writing():
            upgrading = before_upgrade(SqliteCopies(path), backups)
            prepare(path, first=self._owner.owns, before_upgrade=upgrading)
        self.batches = batch.BatchSizes()
        self._writer = Inbox()
        self._writer.start(self._write_for_ever)
        self._readers = Inbox()
        for _ in range(READERS):
            self._readers.start(self._read_for_ever)

    def write(self, hall_id: str, work: Callable[[Transaction], T]) -> Written[T]:
        """Run a unit of work; it is on disk when this returns. See Store."""

        def unit(db: SqliteRows) -> Written[T]:
            tx = self._moments.transaction(db, hall_id)
            result = work(tx)
            return Written(result=result, events=tx.seal())

        written: Written[T] = self._do(self._writer, unit)
        return written

    def read(self, hall_id: str, work: Callable[[View], T]) -> T:
        """Show one consistent moment. See Store."""
        result: T = self._do(self._readers, lambda db: work(self._moments.view(db, hall_id)))
        return result

    def claim(self) -> None:
        """Say that this process serves the file. Raises BadDatabase when another one does."""
        if not self._owner.owns:
            raise BadDatabase(
                f"{self._path} is already served by process {self._owner.pid}. Stop that one first."
            )
        if sqlite3.sqlite_version_info < SAFE_VERSION:
            log.warning(
                "SQLite %s has the WAL-reset race: let only run.py and its errands write to %s",
                sqlite3.sqlite_version,
                self._path,
            )

    def on_duty(self, hall_id: str) -> bool:  # noqa: ARG002 (one file, one server)
        """Is this process the file's owner?"""
        return self._owner.owns

    def halls(self) -> list[str]:
        """The ids of the halls in this file."""
        found: list[Row] = self._do(self._readers, lambda db: db.execute(sql.HALLS))
        return [row["id"] for row in found]

    def close(self) -> None:
        """Finish what was accepted, then close the file."""
        self._readers.close()
        self._writer.close()
        self._owner.close()

    def _do(self, inbox: Inbox, job: Callable[[SqliteRows], Any]) -> Any:
        """Hand a job over. Raises Unavailable when too many wait, or the file cannot be used."""
        if inbox.is_full:
            raise Unavailable(seconds=RETRY_AFTER_S)
        try:
            return inbox.do(job)
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError) and type(error) is not DAMAGED:
                raise
            log.error("%s: %s", self._path, error)  # locked, full, read-only, or damaged
            raise Unavailable(seconds=RETRY_AFTER_S) from error

    def _write_for_ever(self, inbox: Inbox) -> None:
        db = SqliteRows(connect(self._path))
        while jobs := inbox.take(batch.MOST_AT_ONCE):
            try:
                with self._owner.writing():
                    answers = _run_batch(db, jobs)
            except Exception:  # its locks, or a rollback that failed: nobody knows how it stands
                answer(jobs, [Failed(Unavailable(seconds=RETRY_AFTER_S))] * len(jobs))
                db.connection.close()
                raise  # and begin again with a connection of which that is known
            self.batches.add(len(jobs))
            answer(jobs, answers)
            self._tidy(db)
        db.connection.close()

    def _tidy(self, db: SqliteRows) -> None:
        try:
            self._owner.tidy(db.connection)
        except (sqlite3.Error, OSError) as error:
            log.error("%s: its log could not be tidied: %s", self._path, error)

    def _read_for_ever(self, inbox: Inbox) -> None:
        db = SqliteRows(connect(self._path))
        db.execute("PRAGMA query_only = ON")
        while jobs := inbox.take():
            try:
                db.execute("BEGIN")
                jobs[0].succeed(jobs[0].work(db))
            except Exception as error:
                jobs[0].fail(error)
            with suppress(sqlite3.Error):  # a failed statement may have ended it already
                db.execute("ROLLBACK")
        db.connection.close()


def _run_batch(db: SqliteRows, jobs: list[Job]) -> list[Any]:
    """Run every job in one commit; each answer is a value or Failed, known to be on disk."""
    try:
        # IMMEDIATE, because another process may have the file open.
        db.execute("BEGIN IMMEDIATE")
        answers = [_run_one(db, job) for job in jobs]
        db.execute("COMMIT")
    except sqlite3.Error as error:
        if db.connection.in_transaction:
            db.execute("ROLLBACK")
        return [Failed(error)] * len(jobs)
    return answers


def _run_one(db: SqliteRows, job: Job) -> Any:
    db.execute("SAVEPOINT unit")
    try:
        given: Any = job.work(db)
    except Exception as error:
        if not db.connection.in_transaction:  # a full disk rolls everything back by itself
            raise
        db.execute("ROLLBACK TO unit")
        given = Failed(error)
    db.execute("RELEASE unit")
    return given
