"""Who owns a SQLite file: one process serves it and tidies its log; errands are guests.

SQLite before 3.51.3 can lose commits when one connection checkpoints while another commits (the
WAL-reset race). So nobody checkpoints by itself: the owner does, under a lock that a guest holds
while it writes.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHANGES = 4000  # rows; some hundred presses, about the thousand pages of SQLite's own default


class Owner:
    """This process's part in a file. `owns` is false while another process serves it."""

    def __init__(self, path: Path) -> None:
        self._place = _open(path.with_name(f"{path.name}-owner"))
        self._tidying = _open(path.with_name(f"{path.name}-tidying"))
        self._handles = [self._place, self._tidying]
        self._tidied = 0
        self.owns = _lock(self._place)
        if self.owns:
            os.truncate(self._place, 0)
            os.pwrite(self._place, f"{os.getpid()}\n".encode(), 0)

    @property
    def pid(self) -> str:
        """The process that serves the file."""
        return os.pread(self._place, 32, 0).decode().strip() or "?"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Around a commit of a guest; it costs the owner nothing."""
        if not self.owns:
            fcntl.flock(self._tidying, fcntl.LOCK_SH)
        try:
            yield
        finally:
            if not self.owns:
                fcntl.flock(self._tidying, fcntl.LOCK_UN)

    def is_untidy(self, connection: sqlite3.Connection) -> bool:
        """Is the log long, and this the owner, who moves it?"""
        return self.owns and connection.total_changes - self._tidied >= CHANGES

    def tidy(self, connection: sqlite3.Connection) -> None:
        """Move the log into the file, when no guest writes."""
        if _lock(self._tidying):
            self._tidied = connection.total_changes
            try:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            finally:
                fcntl.flock(self._tidying, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let the next process have the file. Doing it twice does nothing."""
        self.owns = False
        while self._handles:
            os.close(self._handles.pop())


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
