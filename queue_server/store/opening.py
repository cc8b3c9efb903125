"""Which engine a database address means."""

from pathlib import Path

from queue_server.clock import Clock
from queue_server.store.interface import Store
from queue_server.store.sqlite import SqliteStore


class BadDatabase(Exception):
    """The address of the database means nothing to this program. The text says what to write."""


def open_store(url: str, clock: Clock) -> Store:
    """Open `sqlite:///relative.db` or `sqlite:////absolute.db`. Raises BadDatabase."""
    scheme, _, path = url.partition(":///")
    if scheme != "sqlite" or not path:
        raise BadDatabase(
            f"LUOT_DATABASE is {url!r}. Write sqlite:///var/luot.db (four slashes: a full path)."
        )
    return SqliteStore(Path(path), clock)
