"""The PostgreSQL database itself: waited for at start, and brought up to the schema."""

import logging
import time
from collections.abc import Callable

import psycopg

from queue_server.kernel.engines import migrations
from queue_server.kernel.interface import BadDatabase
from queue_server.kernel.words import said

WAIT_AT_START_S = 60.0
LOOK_AGAIN_S = 2.0
ONE_AT_A_TIME = 0x4C75_6F74  # "Luot": the advisory lock of whoever changes the schema
log = logging.getLogger("luot.kernel")


def wait_for(url: str) -> None:
    """Wait until the server answers, for a minute. Raises BadDatabase when it does not."""
    until = time.monotonic() + WAIT_AT_START_S
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
            return
        except psycopg.OperationalError as error:
            if not _may_help(error) or time.monotonic() > until:
                raise BadDatabase(
                    said(
                        "PostgreSQL cannot be used: {error}. Is it running, and are user, password "
                        "and database in LUOT_DATABASE right?"
                    ),
                    error=_first_line(error),
                ) from error
            log.warning("waiting for PostgreSQL: %s", _first_line(error))
            time.sleep(LOOK_AGAIN_S)


def migrate(url: str, *, before_upgrade: Callable[[], object]) -> None:
    """Bring the database up to this program's schema, all of it or nothing.

    An older schema is changed only after `before_upgrade()`. Raises BadDatabase when the
    schema is newer than this program or is another program's.
    """
    try:
        _take_steps(url, before_upgrade)
    except psycopg.errors.ReadOnlySqlTransaction as error:
        raise BadDatabase(
            said(
                "PostgreSQL can only be read: this is the standby, or a failover is not finished. "
                "Set LUOT_DATABASE to the server that can be written, or name both: "
                "postgresql://USER:PASSWORD@ONE,OTHER/luot?target_session_attrs=read-write"
            )
        ) from error
    except psycopg.Error as error:
        raise BadDatabase(
            said(
                "PostgreSQL did not let the tables be made: {error}. The user in LUOT_DATABASE "
                "must own the database."
            ),
            error=_first_line(error),
        ) from error


def _take_steps(url: str, before_upgrade: Callable[[], object]) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        done = _steps_done(connection)
        known = migrations.steps("postgres")
        migrations.check_known(done, known)
        if done and len(done) < len(known):
            before_upgrade()
        for name, script in known:
            if name not in done:
                connection.execute(script.replace(" INTEGER", " BIGINT").encode())
                connection.execute("INSERT INTO luot_steps (name) VALUES (%s)", [name])


def _steps_done(connection: psycopg.Connection[tuple[str]]) -> set[str]:
    there = tables(connection)
    if there and "luot_steps" not in there:
        raise BadDatabase(
            said(
                "This database is another program's: it has {tables}. Make an empty one: "
                "createdb luot"
            ),
            tables=", ".join(sorted(there)[:3]),
        )
    connection.execute("CREATE TABLE IF NOT EXISTS luot_steps (name TEXT NOT NULL PRIMARY KEY)")
    return {row[0] for row in connection.execute("SELECT name FROM luot_steps")}


def tables(connection: psycopg.Connection[tuple[str]]) -> set[str]:
    """The names of the tables there are."""
    return {row[0] for row in connection.execute(TABLES)}


TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


def _may_help(error: psycopg.OperationalError) -> bool:
    """Can waiting help? Not against a wrong password or a database that does not exist."""
    text = str(error)
    return not any(sign in text for sign in ("password", "does not exist", "authentication"))


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else repr(error)
