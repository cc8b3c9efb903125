"""A disk with a cache that loses power: what was not synced is kept or lost, sector by sector.

A sector is found old or new, never as neither: SQLite takes that for granted too (it calls it
powersafe overwrite). The name and the size of a file are kept or lost as its sectors are, and where
a file grew and its sectors were lost there may be anything.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SECTOR = 512  # bytes a disk writes as one


class Done(NamedTuple):
    """One thing a program asked of the disk: create, write, truncate, sync or delete.

    `offset` is the new size of a truncation; only a write has `data`.
    """

    what: str
    file: str
    offset: int = 0
    data: bytes = b""


class PowerCut:
    """How one power cut treats what was not synced: in order up to a place, or as it comes."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._kept = chance.choice([0.0, 0.1, 0.5, 0.9, 1.0])
        self._in_order = chance.random() < 0.3
        self._whole_writes = chance.random() < 0.3
        self._noise = chance.random() < 0.5

    def reaches(self, unsynced: Sequence[Done]) -> Iterator[tuple[Done, bool]]:
        """What the cut finds under way, and whether that is certainly kept."""
        most = self._chance.randint(0, len(unsynced)) if self._in_order else len(unsynced)
        for n, done in enumerate(unsynced[:most]):
            yield done, self._in_order and n < most - 1

    def keeps(self) -> bool:
        return self._chance.random() < self._kept

    def parts(self, done: Done) -> Iterator[Done]:
        """A write as the pieces of it that are kept or lost: the disk's sectors, or all at once."""
        if done.what != "write" or self._whole_writes:
            yield done
            return
        at, end = done.offset, done.offset + len(done.data)
        while at < end:
            until = min(end, at - at % SECTOR + SECTOR)
            yield Done("write", done.file, at, done.data[at - done.offset : until - done.offset])
            at = until

    def size(self, sizes: Sequence[int]) -> int:
        """Which of the sizes that a file had since its last sync is found."""
        return sizes[-1] if self._chance.random() < 0.5 else self._chance.choice(sizes)

    def unwritten(self, length: int) -> bytes:
        """What is found in sectors that were never written."""
        return self._chance.randbytes(length) if self._noise else bytes(length)


@dataclass
class Cache:
    """A file: what of it is on the disk for certain (None: it is not there), and what may be."""

    certain: bytearray | None = None
    unsynced: list[Done] = field(default_factory=list)

    def take(self, done: Done) -> None:
        if done.what != "sync":
            self.unsynced.append(done)
            return
        for before in self.unsynced:
            self.certain = _after(self.certain, before, bytes)
        self.unsynced.clear()

    def after(self, cut: PowerCut) -> bytes | None:
        """What is found of it afterwards."""
        found = None if self.certain is None else bytearray(self.certain)
        sizes = [len(found or b"")]
        for done, certainly in cut.reaches(self.unsynced):
            if done.what in ("create", "delete"):
                if not (certainly or cut.keeps()):
                    break  # names change in order: what came later is not known by this one
                found, sizes = _after(found, done, bytes), [0]
                continue
            for part in cut.parts(done):
                if certainly or cut.keeps():
                    found = _after(found, part, cut.unwritten)
            sizes.append(_size_after(sizes[-1], done))
        if found is None:
            return None
        size = cut.size(sizes)
        return bytes(found[:size]) + cut.unwritten(max(0, size - len(found)))


def files_at(
    record: Sequence[Done], before: Mapping[str, bytes], places: Iterable[int]
) -> Iterator[tuple[int, dict[str, Cache]]]:
    """The files as they stand before each of these places of a record; the same objects again."""
    files = {name: Cache(certain=bytearray(content)) for name, content in before.items()}
    wanted = set(places)
    for place in range(len(record) + 1):
        if place in wanted:
            yield place, files
        if place < len(record):
            files.setdefault(record[place].file, Cache()).take(record[place])


def lay_down(files: Mapping[str, Cache], cut: PowerCut, folder: Path) -> None:
    """Make of an empty or used folder what the disk holds after the cut."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, kept in files.items():
        if (content := kept.after(cut)) is not None:
            (folder / name).write_bytes(content)


def _after(content: bytearray | None, done: Done, filler) -> bytearray | None:
    if done.what == "delete":
        return None
    content = bytearray() if content is None else content
    if len(content) < done.offset:
        content += filler(done.offset - len(content))
    if done.what == "truncate":
        del content[done.offset :]
    content[done.offset : done.offset + len(done.data)] = done.data
    return content


def _size_after(size: int, done: Done) -> int:
    return done.offset if done.what == "truncate" else max(size, done.offset + len(done.data))
