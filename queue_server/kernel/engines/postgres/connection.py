"""A connection to PostgreSQL, and what is said to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg

from queue_server.kernel.interface import Row

Connection = psycopg.Connection[dict[str, Any]]


class PostgresRows:
    """A PostgreSQL connection as `Rows`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def execute(self, statement: str, **params: object) -> Sequence[Row]:
        """Run one statement and return its rows."""
        cursor = self.connection.execute(translated(statement), params or None)
        return cursor.fetchall() if cursor.description else ()

    def execute_many(self, statement: str, params: Sequence[Mapping[str, Any]]) -> None:
        """Run one statement for each of these parameters, in order."""
        with at_once(self.connection), self.connection.cursor() as cursor:
            cursor.executemany(translated(statement), params)


@contextmanager
def at_once(connection: Connection) -> Iterator[None]:
    """Around statements of which nobody needs an answer: one way to the server and back for all."""
    with connection.pipeline():
        try:
            yield
        except Exception:
            raise
        except BaseException:  # stopped: psycopg would wait for answers that do not come
            connection.pgconn.finish()
            raise


@lru_cache(maxsize=512)
def translated(statement: str) -> bytes:
    """`:name` as psycopg writes it."""
    return re.sub(r"(?<!:):(\w+)", r"%(\1)s", statement.replace("%", "%%")).encode()
