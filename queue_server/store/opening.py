"""Which engine a database address means."""

from pathlib import Path
from urllib.parse import urlsplit

from queue_server.clock import Clock
from queue_server.store.interface import BadDatabase, Store
from queue_server.store.sqlite import SqliteStore

HOW = (
    "Write sqlite:///var/luot.db (four slashes: a full path), or "
    "postgresql://USER:PASSWORD@HOST/DATABASE."
)


def open_store(url: str, clock: Clock) -> Store:
    """Open `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://host/database`.

    Raises BadDatabase.
    """
    scheme, _, path = url.partition(":///")
    if scheme == "sqlite" and path:
        return SqliteStore(Path(path), clock)
    if url.startswith(("postgresql://", "postgres://")) and urlsplit(url).path.strip("/"):
        # psycopg must be imported after gevent patched, and costs a hall with a file nothing.
        from queue_server.store.postgres import PostgresStore

        return PostgresStore(url, clock)
    raise BadDatabase(f"LUOT_DATABASE is {shown(url)!r}. {HOW}")


def shown(url: str) -> str:
    """An address as it may be printed: without a password."""
    try:
        password = urlsplit(url).password
    except ValueError:
        return url
    return url.replace(f":{password}@", ":***@") if password else url
