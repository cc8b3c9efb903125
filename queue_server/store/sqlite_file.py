"""The SQLite file itself: opened with what durability needs, and brought up to the schema."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from queue_server.store import migrations

BUSY_MS = 15_000  # another program may hold the file for some seconds


def connect(path: Path) -> sqlite3.Connection:
    """Open the file with what durability and foreign keys need."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for pragma in (
        f"busy_timeout = {BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",  # NORMAL loses acknowledged commits in a power cut
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def migrate(path: Path) -> None:
    """Bring the file up to this program's schema, each step in one transaction."""
    connection = connect(path)
    ours = Migrations("luot")
    for name, script in migrations.steps("sqlite"):
        ours(name=name)(_step(script))
    ours.apply(Database(connection))
    connection.close()


def _step(script: str) -> Callable[[Database], None]:
    strict = script.replace("\n);", "\n) STRICT;")

    def apply(db: Database) -> None:
        for statement in split(strict):
            db.execute(statement)

    return apply


def split(script: str) -> list[str]:
    """A script as its statements: SQLite itself says where each one ends."""
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
