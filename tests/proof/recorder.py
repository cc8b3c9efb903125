"""SQLite on files that are written as always, and written down: what a power cut may meet.

Python's sqlite3 takes no VFS from outside, apsw does. apsw carries a SQLite of its own, newer than
Python's; what it asks of the disk in WAL mode is the same. Whatever a cut leaves is opened with
Python's again.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from types import FunctionType, SimpleNamespace
from typing import Any

import apsw
from proof.disk import Done

from queue_server.kernel.engines.sqlite import database_file as sqlite_file

VFS = "recorded"


class Record(list[Done]):
    """Everything that was asked of the disk, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.one_at_a_time = Lock()  # so that a sync covers exactly what stands before it


class RecordingFile(apsw.VFSFile):
    """A file of which every change is written down before it is made, a sync when it is done."""

    def __init__(self, path: Path, name: Any, flags: Any, record: Record) -> None:
        super().__init__("", name, flags)
        self._name = path.name
        self._record = record

    def xWrite(self, data: bytes, offset: int) -> None:
        with self._record.one_at_a_time:
            self._record.append(Done("write", self._name, offset, bytes(data)))
            super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        with self._record.one_at_a_time:
            self._record.append(Done("truncate", self._name, size))
            super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        with self._record.one_at_a_time:
            super().xSync(flags)
            self._record.append(Done("sync", self._name))


class RecordingVFS(apsw.VFS):
    """The files of a SQLite, each recorded; what they held before is in `before`."""

    def __init__(self) -> None:
        self.record = Record()
        self.before: dict[str, bytes] = {}
        super().__init__(VFS, "")

    def xOpen(self, name: Any, flags: Any) -> apsw.VFSFile:
        if name is None:  # a temporary file: nobody looks for it afterwards
            return apsw.VFSFile("", name, flags)
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name)
        with self.record.one_at_a_time:
            known = path.name in self.before or any(d.file == path.name for d in self.record)
            if not path.exists():
                self.record.append(Done("create", path.name))
            elif not known:
                self.before[path.name] = path.read_bytes()
            return RecordingFile(path, name, flags, self.record)

    def xDelete(self, name: str, sync: bool) -> None:
        with self.record.one_at_a_time:
            self.record.append(Done("delete", Path(name).name))
            super().xDelete(name, sync)
            if sync:
                self.record.append(Done("sync", Path(name).name))


class Connection:
    """apsw as the engine uses sqlite3: rows by name, sqlite3's errors."""

    def __init__(self, path: Path) -> None:
        self._apsw = apsw.Connection(str(path), vfs=VFS)
        self._apsw.row_trace = _by_name

    def execute(self, statement: str, params: Mapping[str, Any] | tuple[()] = ()) -> apsw.Cursor:
        try:
            return self._apsw.execute(statement, params)
        except apsw.Error as error:
            raise sqlite3.OperationalError(str(error)) from error

    def executemany(self, statement: str, params: Sequence[Mapping[str, Any]]) -> None:
        for each in params:
            self.execute(statement, each)

    @property
    def in_transaction(self) -> bool:
        return self._apsw.in_transaction

    @property
    def total_changes(self) -> int:
        return self._apsw.total_changes()

    def close(self) -> None:
        self._apsw.close()


def connect(path: Path) -> Connection:
    """The engine's own `connect`, with every pragma it says, on recorded files."""
    ours = {"sqlite3": SimpleNamespace(connect=lambda path, **_: Connection(path), Row=None)}
    theirs = sqlite_file.connect
    return FunctionType(theirs.__code__, vars(sqlite_file) | ours)(path)


def _by_name(cursor: apsw.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip((name for name, _ in cursor.get_description()), row, strict=True))
