"""The SQLite file itself: looked at before it is used, opened durably, brought up to the schema."""

import logging
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from queue_server.kernel.engines import migrations
from queue_server.kernel.interface import BadDatabase
from queue_server.kernel.words import said

BUSY_MS = 15_000  # another program may hold the file for some seconds
LEAST_FREE = 64 * 2**20  # bytes: a day of a busy hall with its log is about 20 MB
LITTLE_FREE = 2**30
OURS = "_sqlite_migrations"
log = logging.getLogger("luot.kernel")


def connect(path: Path) -> sqlite3.Connection:
    """Open the file with what durability and foreign keys need."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for pragma in (
        f"busy_timeout = {BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",  # NORMAL loses acknowledged commits in a power cut
        "foreign_keys = ON",
        "wal_autocheckpoint = 0",  # only the file's owner does that, see Owner
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def prepare(path: Path, *, first: bool, before_upgrade: Callable[[], object]) -> None:
    """Look at the file, then bring it up to this program's schema.

    `first` says that no other process serves it: then a log that is still there means that the
    last one died. Raises BadDatabase: no permission, no space, damaged, another program's, or a
    newer version's; or an older version's that is being served.
    """
    died = first and _log_of(path).exists() and _log_of(path).stat().st_size > 0
    try:
        connection = connect(path)
        _is_ours(connection, path)
        if died:  # nobody closed it: look at every page once
            _is_whole(connection, path)
        done = _steps_done(connection)
        known = migrations.steps("sqlite")
        migrations.check_known(done, known)
        if done and len(done) < len(known):
            if not first:
                raise BadDatabase(
                    said("An older version of this program serves {file}. Stop it first."),
                    file=path,
                )
            before_upgrade()
        _migrate(connection, known)
        connection.close()
    except sqlite3.OperationalError as error:
        raise BadDatabase(
            said(
                "{file} cannot be opened: {error}. May this user write there, and is the disk "
                "whole?"
            ),
            file=path,
            error=error,
        ) from error
    except sqlite3.DatabaseError as error:
        raise damaged(path, error) from error


def damaged(path: Path, error: object) -> BadDatabase:
    """What to say of a file that cannot be trusted."""
    return BadDatabase(
        said(
            "{file} is no whole SQLite database: {error}. It was left as it is. Move it away and "
            "restore the newest good backup: run.py restore"
        ),
        file=path,
        error=error,
    )


def split(script: str) -> list[str]:
    """A script as its statements: SQLite itself says where each one ends."""
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def make_room(path: Path) -> None:
    """Make the file's folder, and see that the disk has room. Raises BadDatabase."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadDatabase(
            said("{file} cannot be made: {error}."), file=path.parent, error=error.strerror
        ) from error
    with suppress(OSError):  # said better when it is opened
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        _shut_out_others(path)
    free = shutil.disk_usage(path.parent).free
    if free < LEAST_FREE:
        raise BadDatabase(
            said("Only {free} MB are free for {file}. Make room first."),
            free=free // 2**20,
            file=path,
        )
    if free < LITTLE_FREE:
        log.warning("only %d MB are free for %s", free // 2**20, path)


def _shut_out_others(path: Path) -> None:
    """What people asked for is nobody else's business; a group may have been let in on purpose."""
    for file in (path, _log_of(path), path.with_name(f"{path.name}-shm")):
        if file.exists() and file.stat().st_mode & stat.S_IRWXO:
            log.warning("%s could be read by others; now it cannot", file)
            file.chmod(stat.S_IMODE(file.stat().st_mode) & ~stat.S_IRWXO)


def _is_ours(connection: sqlite3.Connection, path: Path) -> None:
    tables = _tables(connection)
    if tables and OURS not in tables:
        raise BadDatabase(
            said("{file} is another program's database: it has {tables}. Name another file."),
            file=path,
            tables=", ".join(sorted(tables)[:3]),
        )


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}


def _is_whole(connection: sqlite3.Connection, path: Path) -> None:
    [said] = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise damaged(path, said)


def _steps_done(connection: sqlite3.Connection) -> set[str]:
    if OURS not in _tables(connection):
        return set()
    return {row[0] for row in connection.execute(f"SELECT name FROM {OURS}")}  # noqa: S608


def _migrate(connection: sqlite3.Connection, known: Sequence[tuple[str, str]]) -> None:
    ours = Migrations("luot")
    for name, script in known:
        ours(name=name)(_step(script))
    ours.apply(Database(connection))


def _step(script: str) -> Callable[[Database], None]:
    strict = script.replace("\n);", "\n) STRICT;")

    def apply(db: Database) -> None:
        for statement in split(strict):
            db.execute(statement)

    return apply
