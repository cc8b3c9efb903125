"""Whatever the moment the power goes, what was acknowledged is there afterwards."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hall_clock import HandClock
from proof import recorder
from proof.afterwards import Found, found_in
from proof.busy_minutes import BusyMinutes, Promise
from proof.disk import Done, PowerCut, files_at, lay_down

from queue_server.folder import commands as importing
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.engines.sqlite import owner
from queue_server.kernel.engines.sqlite import store as sqlite

pytestmark = pytest.mark.slow
FILE, LOG = "hall.db", "hall.db-wal"
IN_MEMORY = Path("/dev/shm")
ROOM = 2**30  # bytes; with less the hall complains


@dataclass(frozen=True, kw_only=True)
class Recording:
    """What the disk was asked in some minutes of a hall, and what people were told meanwhile."""

    hall: str
    record: Sequence[Done]
    before: dict[str, bytes]
    promises: Sequence[Promise]


@pytest.fixture
def recorded(tmp_path, floor, monkeypatch) -> Callable[..., Recording]:
    """Lets busy minutes pass on the engine itself, and once more after it was started again.

    `then` is a pragma after all of its own.
    """

    def make(then: str = "") -> Recording:
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        _furnished(folder / FILE, floor)
        vfs, promises = recorder.RecordingVFS(), []
        with monkeypatch.context() as changed:
            changed.setattr(sqlite, "connect", lambda path: _connected(path, then))
            changed.setattr(owner, "CHANGES", 40)  # the log is tidied every few presses
            for part in ("morning", "afternoon"):
                store = open_store(f"sqlite:///{folder}/{FILE}", HandClock())
                BusyMinutes(Hall(store, floor.hall.id), vfs.record, part, promises).pass_by()
                store.close()
        vfs.unregister()
        facts = {"hall": floor.hall.id, "before": vfs.before, "promises": promises}
        return Recording(record=tuple(vfs.record), **facts)

    return make


@pytest.fixture
def found_folder() -> Iterator[Path]:
    """Where a cut leaves its files: in memory where there is such a place, for speed."""
    has_room = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM
    place = tempfile.mkdtemp(prefix="luot-power-", dir=IN_MEMORY if has_room else None)
    yield Path(place)
    shutil.rmtree(place)


@pytest.fixture
def cut(tmp_path, found_folder) -> Callable[[Recording, int, int], list[Found]]:
    """Cuts the power so many times in a recording; what is found wrong stays in tmp_path."""

    def cutting(recording: Recording, points: int, seed: int) -> list[Found]:
        places, all_found = _places(recording.record, points, random.Random(seed)), []
        for place, files in files_at(recording.record, recording.before, places):
            for nth in range(places.count(place)):
                name = f"{seed}-{place}-{nth}"
                lay_down(files, PowerCut(random.Random(name)), found_folder)
                found = found_in(found_folder / FILE, recording.hall, *_told(recording, place))
                if found.lost or found.broken:
                    lay_down(files, PowerCut(random.Random(name)), tmp_path / name)
                all_found.append(found)
        return all_found

    return cutting


def _furnished(path: Path, floor) -> None:
    store = open_store(f"sqlite:///{path}", HandClock())
    Hall(store, floor.hall.id).do(importing.import_floor, floor, by="test")
    store.close()


def _connected(path: Path, then: str) -> recorder.Connection:
    connection = recorder.connect(path)
    connection.execute(then)
    return connection


def _told(recording: Recording, place: int) -> tuple[list[Promise], Promise]:
    """What people knew at a place, and a press under a key that came later or last."""
    known = [p for p in recording.promises if p.place <= place]
    numbers = [p for p in recording.promises if p.press and p.press.device.startswith("kiosk")]
    later = [p for p in numbers if p.place > place]
    return known, [*later, numbers[-1]][0]


def _places(record: Sequence[Done], points: int, chance: random.Random) -> list[int]:
    """Half of them anywhere, half around syncs: there a promise is about to be made."""
    syncs = [n for n, done in enumerate(record) if done.what == "sync"] or range(len(record))
    near = [chance.choice(syncs) + chance.randint(-2, 2) for _ in range(points // 2)]
    anywhere = [chance.randint(0, len(record)) for _ in range(points - len(near))]
    return sorted(max(0, min(len(record), place)) for place in near + anywhere)


def test_what_was_acknowledged_survives_every_power_cut(recorded, cut, many, figure):
    recordings = [recorded() for _ in range(many(1, 20))]

    found = [f for n, it in enumerate(recordings) for f in cut(it, many(60, 500), n)]

    told = sum(len(it.promises) for it in recordings)
    wrong = [f for f in found if f.lost or f.broken]
    figure(
        f"power cuts: {len(found)} in {len(recordings)} recordings of {told} acknowledged presses, "
        f"{len(wrong)} after which something was lost or wrong"
    )
    assert wrong == []


def test_without_full_synchronisation_acknowledged_presses_are_lost(recorded, cut, many, figure):
    """The first control: a proof that could not fail would prove nothing."""
    found = cut(recorded("PRAGMA synchronous = NORMAL"), many(60, 1000), 0)

    losing = [f for f in found if f.lost]
    figure(f"power cuts, control (NORMAL): {len(found)}, acknowledged presses lost {len(losing)}x")
    assert losing
    assert [f.broken for f in found if f.broken] == [], "what is left of the day is whole"


def test_without_any_synchronisation_the_file_is_broken(recorded, cut, many, figure):
    """The second control: what the disk leaves is torn enough to break a file."""
    found = cut(recorded("PRAGMA synchronous = OFF"), many(60, 1000), 0)

    broken = [f for f in found if f.broken]
    figure(f"power cuts, control (OFF): {len(found)}, file broken {len(broken)}x")
    assert broken


def test_the_record_holds_what_makes_a_cut_dangerous(recorded):
    record = recorded().record
    tidied = [d for d in record if d.what == "sync" and d.file == FILE]
    begun_again = [d for d in record if d.what == "write" and d.file == LOG and d.offset == 0]

    assert {done.file for done in record} == {FILE, LOG}
    assert len(tidied) > 4, "the log is moved into the file again and again"
    assert len(begun_again) > 4, "the log is written over from its beginning"
    assert [d.what for d in record if d.what in ("create", "delete")] == 2 * ["create", "delete"]
