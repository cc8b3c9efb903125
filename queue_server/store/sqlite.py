"""The embedded engine: one file, one native thread that writes, snapshot readers.

The writer takes every waiting unit of work, runs each inside its own SAVEPOINT, commits the batch
once with `synchronous=FULL`, and only then answers any of them: durable before acknowledged, and
many presses share one fsync.
"""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from queue_server.clock import Clock
from queue_server.domain.floor import Floor
from queue_server.domain.refusals import Unavailable
from queue_server.store import codec, sql
from queue_server.store.interface import Row, Written
from queue_server.store.sqlite_file import connect, migrate
from queue_server.store.transaction import Transaction
from queue_server.store.view import View
from queue_server.store.workers import MOST_AT_ONCE, Inbox, Job

T = TypeVar("T")
log = logging.getLogger("luot")
READERS = 2
RETRY_AFTER_S = 2
NO_HALL: Row = {"epoch": 1, "seq": 0, "chain": "", "floor_digest": "", "last_key_ms": 0}


class SqliteRows:
    """A SQLite connection as `Rows`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def execute(self, statement: str, **params: object) -> Sequence[Row]:
        """Run one statement and return its rows."""
        return self.connection.execute(statement, params).fetchall()


class SqliteStore:
    """Halls in one SQLite file. Safe to use from greenlets and from threads."""

    def __init__(self, path: Path, clock: Clock) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._clock = clock
        self._floors: dict[tuple[str, str], Floor] = {}
        migrate(path)
        self._writer = Inbox()
        self._writer.start(self._write_for_ever)
        self._readers = Inbox()
        for _ in range(READERS):
            self._readers.start(self._read_for_ever)

    def write(self, hall_id: str, work: Callable[[Transaction], T]) -> Written[T]:
        """Run a unit of work; it is on disk when this returns. See Store."""

        def unit(db: SqliteRows) -> Written[T]:
            tx = self._moment(Transaction, db, hall_id).begin()
            result = work(tx)
            return Written(result=result, events=tx.seal())

        written: Written[T] = self._do(self._writer, unit)
        return written

    def read(self, hall_id: str, work: Callable[[View], T]) -> T:
        """Show one consistent moment. See Store."""
        result: T = self._do(self._readers, lambda db: work(self._moment(View, db, hall_id)))
        return result

    def halls(self) -> list[str]:
        """The ids of the halls in this file."""
        found: list[Row] = self._readers.do(lambda db: db.execute(sql.HALLS))
        return [row["id"] for row in found]

    def close(self) -> None:
        """Finish what was accepted, then close the file."""
        self._readers.close()
        self._writer.close()

    def _do(self, inbox: Inbox, job: Callable[[SqliteRows], Any]) -> Any:
        """Hand a job over. Raises Unavailable when the file is locked, full or gone for now."""
        try:
            return inbox.do(job)
        except sqlite3.OperationalError as error:
            log.error("%s: %s", self._path, error)
            raise Unavailable(seconds=RETRY_AFTER_S) from error

    def _moment(self, kind: type[Any], db: SqliteRows, hall_id: str) -> Any:
        found = db.execute(sql.HALL, hall=hall_id)
        hall = found[0] if found else NO_HALL
        return kind(db, hall_id, self._clock.now(), self._floor(db, hall_id, hall), hall)

    def _floor(self, db: SqliteRows, hall_id: str, hall: Row) -> Floor | None:
        name = (hall_id, hall["floor_digest"])
        if name not in self._floors and hall is not NO_HALL:
            text = db.execute(sql.FLOOR, hall=hall_id)[0]["floor"]
            self._floors[name] = codec.decode_floor(text)
        return self._floors.get(name)

    def _write_for_ever(self, inbox: Inbox) -> None:
        db = SqliteRows(connect(self._path))
        while jobs := inbox.take(MOST_AT_ONCE):
            answers = _run_batch(db, jobs)
            for job, answer in zip(jobs, answers, strict=True):
                job.fail(answer.error) if isinstance(answer, _Failed) else job.succeed(answer)
        db.connection.close()

    def _read_for_ever(self, inbox: Inbox) -> None:
        db = SqliteRows(connect(self._path))
        db.execute("PRAGMA query_only = ON")
        while jobs := inbox.take():
            db.execute("BEGIN")
            try:
                jobs[0].succeed(jobs[0].work(db))
            except Exception as error:
                jobs[0].fail(error)
            finally:
                db.execute("COMMIT")
        db.connection.close()


class _Failed:
    def __init__(self, error: Exception) -> None:
        self.error = error


def _run_batch(db: SqliteRows, jobs: list[Job]) -> list[Any]:
    """Run every job in one commit; each answer is a value or _Failed, known to be on disk."""
    try:
        # IMMEDIATE, because another process may have the file open.
        db.execute("BEGIN IMMEDIATE")
        answers = [_run_one(db, job) for job in jobs]
        db.execute("COMMIT")
    except sqlite3.Error as error:
        if db.connection.in_transaction:
            db.execute("ROLLBACK")
        return [_Failed(error)] * len(jobs)
    return answers


def _run_one(db: SqliteRows, job: Job) -> Any:
    db.execute("SAVEPOINT unit")
    try:
        answer = job.work(db)
    except Exception as error:
        if not db.connection.in_transaction:  # a full disk rolls everything back by itself
            raise
        db.execute("ROLLBACK TO unit")
        answer = _Failed(error)
    db.execute("RELEASE unit")
    return answer
