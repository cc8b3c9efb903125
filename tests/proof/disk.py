"""A disk with a cache that loses power: what was not synced is kept or lost, sector by sector.

SQLite runs on it through an apsw VFS that writes down every write, truncation, sync and deletion.
apsw carries an SQLite of its own, newer than Python's: what the engine asks of it is the same.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import apsw

SECTOR = 512  # bytes a disk writes as one
VFS = "recorded"


class Done(NamedTuple):
    """One thing that SQLite asked of the disk; `data` is empty for a sync or a deletion."""

    what: str
    file: str
    offset: int = 0
    data: bytes = b""


class Record(list[Done]):
    """Everything that was asked of the disk, in order."""


class RecordingFile(apsw.VFSFile):
    """A file that is written as always, and written down."""

    def __init__(self, name: Any, flags: Any, record: Record) -> None:
        super().__init__("", name, flags)
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name).name
        self._record = record

    def xWrite(self, data: bytes, offset: int) -> None:
        self._record.append(Done("write", self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self._record.append(Done("truncate", self._name, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._record.append(Done("sync", self._name))


class RecordingVFS(apsw.VFS):
    """The files of this process's SQLite, each recorded."""

    def __init__(self) -> None:
        self.record = Record()
        super().__init__(VFS, "")

    def xOpen(self, name: Any, flags: Any) -> apsw.VFSFile:
        if name is None:  # a temporary file: nobody looks for it afterwards
            return apsw.VFSFile("", name, flags)
        return RecordingFile(name, flags, self.record)

    def xDelete(self, name: str, sync: bool) -> None:
        self.record.append(Done("delete", Path(name).name))
        super().xDelete(name, sync)


class Connection:
    """apsw as the engine uses sqlite3: rows by name, one statement at a time."""

    def __init__(self, path: Path, synchronous: str) -> None:
        self._apsw = apsw.Connection(str(path), vfs=VFS)
        self._apsw.row_trace = _by_name
        # Such a VFS shares no memory, so nobody else may have the file open. The log is the same.
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "wal_autocheckpoint = 0"):
            self.execute(f"PRAGMA {pragma}").fetchall()
        self.execute(f"PRAGMA synchronous = {synchronous}").fetchall()

    def execute(self, statement: str, params: Mapping[str, Any] | tuple[()] = ()) -> Any:
        return self._apsw.execute(statement, params)

    @property
    def in_transaction(self) -> bool:
        return self._apsw.in_transaction

    @property
    def total_changes(self) -> int:
        return self._apsw.total_changes()

    def close(self) -> None:
        self._apsw.close()


def _by_name(cursor: apsw.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip((name for name, _ in cursor.get_description()), row, strict=True))


@dataclass
class Kept:
    """A file as it is for certain on the disk, and what may be there too."""

    durable: bytearray = field(default_factory=bytearray)
    unsynced: list[Done] = field(default_factory=list)

    def sync(self) -> None:
        for done in self.unsynced:
            _apply(self.durable, done)
        self.unsynced.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        """What is found afterwards: any part of what was not synced, torn anywhere."""
        found, keep = bytearray(self.durable), chance.choice([0.0, 0.2, 0.5, 0.8, 1.0])
        in_order = chance.random() < 0.5  # a queue cut short; or a cache written in any order
        left = chance.randint(0, len(self.unsynced)) if in_order else len(self.unsynced)
        for done in self.unsynced[:left]:
            for part in _torn(done):
                if chance.random() < (
                    1.0 if in_order and done is not self.unsynced[left - 1] else keep
                ):
                    _apply(found, part)
        return bytes(found)


def cuts(
    record: Record, before: bytes, file: str, points: set[int]
) -> Iterator[tuple[int, dict[str, Kept]]]:
    """The files as they are at each of these points of a record, the same objects each time."""
    files = {file: Kept(durable=bytearray(before))}
    for place, done in enumerate(record):
        if place in points:
            yield place, files
        it = files.setdefault(done.file, Kept())
        if done.what == "sync":
            it.sync()
        elif done.what == "delete":
            del files[done.file]
        else:
            it.unsynced.append(done)


def _torn(done: Done) -> Iterator[Done]:
    """A write as the sectors it touches."""
    if done.what != "write":
        yield done
        return
    for at in range(0, len(done.data), SECTOR):
        yield Done("write", done.file, done.offset + at, done.data[at : at + SECTOR])


def _apply(content: bytearray, done: Done) -> None:
    if done.what == "truncate":
        del content[done.offset :]
        return
    if len(content) < done.offset:
        content.extend(bytes(done.offset - len(content)))
    content[done.offset : done.offset + len(done.data)] = done.data
