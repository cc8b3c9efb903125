"""The engine for many halls: PostgreSQL, one short transaction at a time per hall.

Units of work of one hall come one after another (its row is locked first), those of different
halls at the same time. Units that wait are committed together, as in the embedded engine.
"""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from queue_server.kernel import sql
from queue_server.kernel.backup_files import before_upgrade
from queue_server.kernel.clock import Clock
from queue_server.kernel.engines.postgres.connection import (
    Connection,
    PostgresRows,
    at_once,
    translated,
)
from queue_server.kernel.engines.postgres.copies import PostgresCopies
from queue_server.kernel.engines.postgres.leader_lock import LeaderLock
from queue_server.kernel.engines.postgres.schema import migrate, wait_for
from queue_server.kernel.group_commit import RETRY_AFTER_S, BatchSizes, Unit
from queue_server.kernel.interface import Place, Row, Written
from queue_server.kernel.live import LiveHall, row_of
from queue_server.kernel.refusals import Unavailable
from queue_server.kernel.unit_of_work import Begun, Transaction
from queue_server.kernel.view import View

T = TypeVar("T")
CONNECTIONS = 8
WAIT_S = 1.4  # for a free connection, twice: who asks while there is none hears within 3 s
AWAY_S = 1.0  # that nobody asks again after that: a page that asks three times waits once
# Of trying to connect. The pool waits twice as long after every failure, minutes in the end, so it
# is soon told to give up: whoever comes next makes it try again at once.
RECONNECT_S = 3.0
CONNECT_S = 2  # the least that libpq takes
# Away, full, locked; read-only after a failover, damaged: no fault of whoever asks.
LOST = (psycopg.OperationalError, psycopg.InternalError, psycopg.InterfaceError)
PRESSES = """
SELECT device, key, fingerprint, status, answer FROM presses
WHERE hall_id = :hall AND (device, key) IN (SELECT * FROM unnest(:devices::text[], :keys::text[]))
"""
LOCK_WAIT = "10s"  # for a hall that another process is writing
log = logging.getLogger("luot.kernel")


class PostgresStore:
    """Halls in one PostgreSQL database. Safe to use from greenlets, threads and processes."""

    refused: tuple[type[Exception], ...] = (psycopg.IntegrityError, psycopg.DataError)

    def __init__(self, url: str, clock: Clock, backups: Path | None = None) -> None:
        wait_for(url)
        migrate(url, before_upgrade=before_upgrade(PostgresCopies(url), backups))
        self._clock = clock
        self.batches = BatchSizes()
        self._url = url
        self._halls: dict[str, LiveHall] = {}
        self._leader_locks: dict[str, LeaderLock] = {}
        self._away_until = 0.0
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            url,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=WAIT_S,
            reconnect_timeout=RECONNECT_S,
            open=True,
            configure=_configure,
            kwargs={"autocommit": True, "row_factory": dict_row, "connect_timeout": CONNECT_S},
        )

    def write(
        self, hall_id: str, work: Callable[[Transaction], T], press: Place | None = None
    ) -> Written[T]:
        """Run a unit of work; it is on disk when this returns. See Store."""
        return self._hall(hall_id).write(work, press)

    def read(self, hall_id: str, work: Callable[[View], T]) -> T:
        """Show one consistent moment. See Store."""
        live = self._hall(hall_id)

        def look(db: PostgresRows) -> T:
            with live.alone():
                return live.look(db, row_of(db, hall_id), work)

        with live.reading():
            return self._ask(look)

    def transact(self, live: LiveHall, units: Sequence[Unit]) -> list[Any]:
        """Do some units of one hall in one transaction. See Engine."""
        return self._with_connection(lambda db: _done(db, live, units))

    def claim(self) -> None:
        """Any number of processes may serve one database."""

    def is_leader(self, hall_id: str) -> bool:
        """Does this process lead the hall, or can it now?"""
        return self._leader_locks.setdefault(hall_id, LeaderLock(self._url, hall_id)).mine()

    def halls(self) -> list[str]:
        """The ids of the halls in this database."""
        found: Sequence[Row] = self._ask(lambda db: db.execute(sql.HALLS))
        return [row["id"] for row in found]

    def close(self) -> None:
        """Finish what was accepted, then let go of the database."""
        for lock in self._leader_locks.values():
            lock.leave()
        self._pool.close()

    def _hall(self, hall_id: str) -> LiveHall:
        return self._halls.get(hall_id) or self._halls.setdefault(
            hall_id, LiveHall(hall_id, self._clock, self)
        )

    def _ask(self, question: Callable[[PostgresRows], T]) -> T:
        def read(db: PostgresRows) -> T:
            db.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            found = question(db)
            db.execute("COMMIT")
            return found

        return self._with_connection(read)

    def _with_connection(self, work: Callable[[PostgresRows], T]) -> T:
        """Do `work`, once more when a lost connection or a deadlock undid all of it.

        Raises Unavailable when the database cannot be reached, or when the connection was lost
        during the commit: nobody knows then, and the caller's key makes asking again safe.
        """
        if time.monotonic() < self._away_until:
            raise Unavailable(seconds=RETRY_AFTER_S)
        try:
            return self._once(work)
        except _Unsure as error:
            log.error("PostgreSQL was lost during a commit: %s", error.__cause__)
            raise Unavailable(seconds=RETRY_AFTER_S) from error
        except LOST as error:
            log.warning("PostgreSQL: %s; trying once more", error)
        try:
            self._pool.drain()  # after a restart or a failover no kept connection is of use
            return self._once(work)
        except (_Unsure, *LOST) as error:
            log.error("PostgreSQL: %s", error)
            self._away_until = time.monotonic() + AWAY_S
            raise Unavailable(seconds=RETRY_AFTER_S) from error

    def _once(self, work: Callable[[PostgresRows], T]) -> T:
        with self._pool.connection() as connection:
            return work(PostgresRows(connection))  # what it leaves open is rolled back


class _Unsure(Exception):
    """The connection was lost between the commit and its answer."""


def _configure(connection: Connection) -> None:
    connection.execute(f"SET lock_timeout = '{LOCK_WAIT}'")
    connection.execute("SET synchronous_commit = on")


def _done(db: PostgresRows, live: LiveHall, units: Sequence[Unit]) -> list[Any]:
    """Do units in one transaction of which the answers are known to be on disk.

    Two ways to the server and back, when no unit has a question of its own: what is asked before
    them, and what they came to.
    """
    begun = _begun(db.connection, live.id, [it.press for it in units if it.press])
    is_written = False

    def commit(finish: Callable[[], None]) -> None:
        nonlocal is_written
        with at_once(db.connection):
            finish()
            is_written = True
            cursor = db.connection.execute("COMMIT")
        if cursor.statusmessage != "COMMIT":  # what PostgreSQL says of one that was aborted
            raise psycopg.InternalError(f"COMMIT was answered {cursor.statusmessage}")

    with live.alone():
        try:
            return live.do(db, begun, units, commit, _is_lost)
        except LOST as error:
            if is_written:
                raise _Unsure from error
            raise


def _begun(connection: Connection, hall_id: str, places: Sequence[Place]) -> Begun:
    """Begin with the hall's row, held, and what was answered before under these keys."""
    wanted = {"devices": [it[0] for it in places], "keys": [it[1] for it in places]}
    with at_once(connection):
        connection.execute("BEGIN")
        # The hall's row first: serial per hall, and nobody holds another lock while waiting for it.
        hall = connection.execute(translated(sql.LOCK_HALL), {"hall": hall_id})
        kept = connection.execute(translated(PRESSES), {"hall": hall_id, **wanted})
        return Begun(hall.fetchone(), {(row["device"], row["key"]): row for row in kept})


def _is_lost(error: Exception) -> bool:
    """Can nothing more be said on this connection?"""
    return isinstance(error, LOST)
