"""Which engine a database address means."""

from pathlib import Path
from urllib.parse import urlsplit

from queue_server.kernel.clock import Clock
from queue_server.kernel.engines.sqlite.copies import SqliteCopies
from queue_server.kernel.engines.sqlite.store import SqliteStore
from queue_server.kernel.interface import BadDatabase, Copies
from queue_server.kernel.store import Store
from queue_server.kernel.words import said

HOW = said(
    "Write sqlite:///var/luot.db (four slashes: a full path), or "
    "postgresql://USER:PASSWORD@HOST/DATABASE."
)


def open_store(url: str, clock: Clock, backups: Path | None = None) -> Store:
    """Open `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://host/database`.

    An older schema is brought up to this program's, after a backup into the folder `backups`
    (none: it is a copy and needs none). Raises BadDatabase or BadBackup.
    """
    if path := _file(url):
        return SqliteStore(path, clock, backups)
    # psycopg must be imported after gevent patched, and costs a hall with a file nothing.
    from queue_server.kernel.engines.postgres.store import PostgresStore

    return PostgresStore(url, clock, backups)


def is_there(url: str) -> bool:
    """Is there a database to look into? A file is not made by looking. Raises BadDatabase."""
    path = _file(url)
    return path is None or path.exists()


def folder_of(url: str) -> Path | None:
    """Where a database grows; None when a server of its own looks after it. Raises BadDatabase."""
    path = _file(url)
    return path.resolve().parent if path else None


def copies_of(url: str) -> Copies:
    """How the database at an address is copied. Raises BadDatabase."""
    if path := _file(url):
        return SqliteCopies(path)
    from queue_server.kernel.engines.postgres.copies import PostgresCopies

    return PostgresCopies(url)


def _file(url: str) -> Path | None:
    """The file of an address; None when it means PostgreSQL. Raises BadDatabase."""
    scheme, _, path = url.partition(":///")
    if scheme == "sqlite" and path:
        return _only_name(Path(path))
    if url.startswith(("postgresql://", "postgres://")) and urlsplit(url).path.strip("/"):
        return None
    raise BadDatabase(said("LUOT_DATABASE is {url!r}. {how}"), url=shown(url), how=HOW)


def _only_name(file: Path) -> Path:
    """A file by the one name under which it has its log and its owner. Raises BadDatabase."""
    file = file.resolve() if file.is_symlink() else file
    if file.exists() and file.stat().st_nlink > 1:
        raise BadDatabase(
            said(
                "{file} has a second name (a hard link), and under it a second log: two servers "
                "would spoil it. Stop them, delete the other name (find -samefile), then start "
                "again."
            ),
            file=file,
        )
    return file


def shown(url: str) -> str:
    """An address as it may be printed: without a password."""
    try:
        password = urlsplit(url).password
    except ValueError:
        return url
    return url.replace(f":{password}@", ":***@") if password else url
