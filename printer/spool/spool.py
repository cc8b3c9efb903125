"""What an agent has to print and what came of it: one line for each fact, on disk before it counts.

The file survives a power cut: a line that was not written whole is no fact. What was begun and not
ended when the file is opened again may be in somebody's hand, or may not: it is unknown.
"""

import errno
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import IO
from uuid import getnode

import msgspec

from printer.document.as_json import slip_json
from printer.document.kinds import AnySlip
from printer.errors import SpoolFull, SpoolInUse
from printer.spool.entry import SpoolEntry, Stage
from printer.spool.lock import lock

MOST_LINES = 500  # then the file is written anew with what is still of interest


class _Head(msgspec.Struct, frozen=True):
    spool: str
    machine: int = 0


# Made while there is one thread: msgspec learns a type when it first meets it.
_ENTRIES = msgspec.json.Decoder(SpoolEntry)
_HEADS = msgspec.json.Decoder(_Head)


class Spool:
    """A file of slips. Its `id` was made with it: a new file means that the old one was lost.

    Raises SpoolInUse when another agent has it, and SpoolFull when it cannot be written, here or
    later. May be used from several threads.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mutex = Lock()
        self._own: IO[bytes] | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._own = lock(path.with_name(f"{path.name}-lock"))
            if self._own is None:
                raise SpoolInUse(path=path)
            self.id, self._entries = _read(path)
            for entry in self.at(Stage.SENDING):
                self._entries[entry.name] = _changed(entry, Stage.UNKNOWN, problem="interrupted")
            self._rewrite()
        except OSError as error:
            self.close()
            raise SpoolFull(path=path, why=error.strerror) from error

    def at(self, *stages: Stage) -> list[SpoolEntry]:
        """The slips that have come so far, first what was taken first."""
        with self._mutex:
            return [entry for entry in self._entries.values() if entry.stage in stages]

    def knows(self, name: tuple[int, int]) -> bool:
        """Is this slip here?"""
        with self._mutex:
            return name in self._entries

    def take(self, ticket_id: int, copy: int, slip: AnySlip, seconds: float) -> SpoolEntry:
        """Write a new slip down; somebody waits for it so many seconds more."""
        now = time.time()
        entry = SpoolEntry(
            ticket_id=ticket_id,
            copy=copy,
            stage=Stage.TAKEN,
            until=now + seconds,
            taken_at=now,
            paper=msgspec.Raw(slip_json(slip)),
        )
        self._write(entry)
        return entry

    def move(
        self, entry: SpoolEntry, stage: Stage, *, problem: str = "", used_mm: int = 0
    ) -> SpoolEntry:
        """Write down how far a slip has come; when this returns, it is on disk."""
        after = _changed(entry, stage, problem=problem, used_mm=used_mm)
        self._write(after)
        return after

    def close(self) -> None:
        """Let another agent have the file."""
        if self._own is not None:
            self._own.close()

    def _write(self, entry: SpoolEntry) -> None:
        line = msgspec.json.encode(entry) + b"\n"
        with self._mutex:
            try:
                if self._lines >= MOST_LINES:
                    self._rewrite()
                _append(self._path, line)
            except OSError as error:
                raise SpoolFull(path=self._path, why=error.strerror) from error
            self._lines += 1
            _keep(self._entries, entry)

    def _rewrite(self) -> None:
        """Write the file anew: whole, or as it was."""
        new = self._path.with_name(f"{self._path.name}-new")
        lines = [_Head(self.id, getnode()), *self._entries.values()]
        # Nobody else may read it: it holds the links of people's turns.
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)
        _sync_folder(self._path.parent)
        self._lines = len(lines)


def _append(path: Path, line: bytes) -> None:
    """Add a line, on disk when this returns; or leave the file as it was."""
    with path.open("ab", buffering=0) as file:
        before = file.tell()
        try:
            if file.write(line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(file.fileno())
        except OSError:
            file.truncate(before)  # half a line would spoil the next one
            raise


def _changed(entry: SpoolEntry, stage: Stage, *, problem: str = "", used_mm: int = 0) -> SpoolEntry:
    return msgspec.structs.replace(entry, stage=stage, problem=problem, used_mm=used_mm)


def _keep(entries: dict[tuple[int, int], SpoolEntry], entry: SpoolEntry) -> None:
    if entry.stage is Stage.GONE:
        entries.pop(entry.name, None)
    else:
        entries[entry.name] = entry


def _read(path: Path) -> tuple[str, dict[tuple[int, int], SpoolEntry]]:
    entries: dict[tuple[int, int], SpoolEntry] = {}
    lines = _whole_lines(path)
    try:
        head = _HEADS.decode(next(lines, b""))
        for line in lines:
            _keep(entries, _ENTRIES.decode(line))
    except msgspec.DecodeError:  # new, or damaged: what it held, nobody knows
        return secrets.token_hex(8), {}
    if head.machine not in (0, getnode()):  # a copied disk: two computers must not be one
        return secrets.token_hex(8), {}
    return head.spool, entries


def _whole_lines(path: Path) -> Iterator[bytes]:
    data = path.read_bytes() if path.exists() else b""
    yield from data[: data.rfind(b"\n") + 1].splitlines()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
