"""Copies of a PostgreSQL database, made and put back with PostgreSQL's own programs."""

import os
import secrets
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from queue_server.kernel.backup_files import OLDER
from queue_server.kernel.engines.postgres.schema import tables, wait_for
from queue_server.kernel.interface import BadBackup
from queue_server.kernel.words import said

# libpq reads these; on a command line everybody on the machine would see the password.
ENVIRONMENT = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}


class PostgresCopies:
    """Copies of one database."""

    ending = ".dump"

    def __init__(self, url: str) -> None:
        self._url = url
        self.name = _database(url)

    def save(self, target: Path) -> None:
        """Write one consistent moment to `target`. See Copies."""
        wait_for(self._url)
        _run(self._url, "pg_dump", "--format=custom", "--no-owner", f"--file={target}")

    @contextmanager
    def tried(self, backup: Path) -> Iterator[str]:
        """Put a backup into a database of its own. See Copies."""
        name = f"luot_check_{secrets.token_hex(6)}"
        address = urlsplit(self._url)._replace(path=f"/{name}").geturl()
        _on_server(self._url, "CREATE DATABASE {}", name)
        try:
            _fill(address, backup)
            yield address
        finally:
            _on_server(self._url, "DROP DATABASE {} WITH (FORCE)", name)

    def put_back(self, backup: Path, ready: Callable[[str], None]) -> str:
        """Fill an empty database with a backup; one that holds anything is left alone."""
        wait_for(self._url)
        with psycopg.connect(self._url) as connection:
            there = tables(connection)
        if there:
            raise BadBackup(
                said(
                    "The database {name} is not empty, and nothing is ever overwritten. Make a new "
                    "one (createdb luot_restored), set LUOT_DATABASE to it and restore there."
                ),
                name=self.name,
            )
        _fill(self._url, backup)
        try:
            ready(self._url)
        except BaseException:
            _empty(self._url)
            raise
        return ""


def _database(url: str) -> str:
    return urlsplit(url).path.strip("/")


def _fill(url: str, backup: Path) -> None:
    try:
        options = ("--no-owner", "--single-transaction", f"--dbname={_database(url)}")
        _run(url, "pg_restore", *options, str(backup))
    except BadBackup as error:
        raise BadBackup(
            said("{backup} cannot be put back. {why} {older}"),
            backup=backup,
            why=error.says,
            older=OLDER,
        ) from error


def _run(url: str, program: str, *options: str) -> None:
    """Run one of PostgreSQL's programs. Raises BadBackup with its first line."""
    known = conninfo_to_dict(url)
    env = {variable: str(known[key]) for key, variable in ENVIRONMENT.items() if key in known}
    try:
        done = subprocess.run(  # noqa: S603 (PostgreSQL's own programs, our own arguments)
            [program, *options], env=os.environ | env, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise BadBackup(
            said("{program} is missing: apt-get install postgresql-client."), program=program
        ) from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or [""]
        raise BadBackup(said("{program} failed: {why}."), program=program, why=lines[0])


def _on_server(url: str, statement: str, name: str) -> None:
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
    except psycopg.Error as error:
        raise BadBackup(
            said(
                "A database to try the backup in could not be made: {error}. Give the user of "
                "LUOT_DATABASE the right: ALTER USER ... CREATEDB."
            ),
            error=str(error).strip(),
        ) from error


def _empty(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
