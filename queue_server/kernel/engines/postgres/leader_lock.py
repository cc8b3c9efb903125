"""Which of a hall's processes does what must be done once: whoever holds a lock in PostgreSQL."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from threading import Lock
from typing import Any

import psycopg

TAKE = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
# A connection that went dead without a word must not hold up whoever asks: seconds, milliseconds.
PATIENCE: Mapping[str, Any] = {"connect_timeout": 5, "tcp_user_timeout": 10_000}
log = logging.getLogger("luot.kernel")


class LeaderLock:
    """Who leads a hall. The lock lives as long as a connection, so a dead process loses it."""

    def __init__(self, url: str, hall_id: str) -> None:
        self._url = url
        self._name = f"luot:duty:{hall_id}"
        self._connection: psycopg.Connection | None = None
        self._one_at_a_time = Lock()

    def mine(self) -> bool:
        """Do we hold it, or can we take it now? False while PostgreSQL is away."""
        with self._one_at_a_time:
            try:
                return self._holds() or self._takes()
            except psycopg.Error:
                self._drop()
                return False

    def leave(self) -> None:
        """Let another process take it."""
        with self._one_at_a_time:
            self._drop()

    def _holds(self) -> bool:
        if self._connection is None:
            return False
        self._connection.execute("SELECT 1")  # a lost connection has lost the lock
        return True

    def _takes(self) -> bool:
        connection = psycopg.connect(self._url, autocommit=True, **PATIENCE)
        row = connection.execute(TAKE, [self._name]).fetchone()
        if row is None or not row[0]:
            connection.close()
            return False
        log.info("this process leads: %s", self._name)
        self._connection = connection
        return True

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None
