"""Whatever the moment the power goes, what was acknowledged is there afterwards."""

import random
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from hall_clock import HandClock
from proof.disk import Connection, Record, RecordingVFS, cuts

from queue_server.commands import calling, desks, issuing, serving, setup
from queue_server.commands.once import Answer, Press, once
from queue_server.hall import Hall
from queue_server.store import Transaction, open_store, owner, sqlite, verify

pytestmark = pytest.mark.slow
PRESSES = 40  # of each of the people who press
PEOPLE = 4
FILE = "hall.db"


@dataclass
class Recording:
    """A hall's first minutes on a disk that is watched."""

    before: bytes
    record: Record
    acknowledged: list[tuple[int, str, str]]  # place in the record, key, answer
    floor: object


@pytest.fixture
def recorded(tmp_path, floor, monkeypatch):
    """Lets several people press at once on the real engine; gives what the disk was asked."""

    def make(seed: int, synchronous: str = "FULL") -> Recording:
        folder = tmp_path / f"{synchronous}-{seed}"
        folder.mkdir()
        path = folder / FILE
        _furnished(path, floor)
        before, vfs, acknowledged = path.read_bytes(), RecordingVFS(), []
        monkeypatch.setattr(sqlite, "READERS", 0)
        monkeypatch.setattr(sqlite, "connect", lambda file: Connection(file, synchronous))
        monkeypatch.setattr(owner, "CHANGES", 60)  # the log is tidied every few presses
        store = open_store(f"sqlite:///{path}", HandClock())
        hall = Hall(store, floor.hall.id)
        people = [
            threading.Thread(target=_press, args=(hall, n, seed, vfs.record, acknowledged))
            for n in range(PEOPLE)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
        store.close()
        monkeypatch.undo()
        vfs.unregister()
        return Recording(before, vfs.record, acknowledged, floor)

    return make


def _furnished(path: Path, floor) -> None:
    store = open_store(f"sqlite:///{path}", HandClock())
    hall = Hall(store, floor.hall.id)
    hall.do(setup.import_floor, floor, by="test")
    hall.do(desks.open_counter, "Q02", by="lan")
    store.close()


def _press(hall, person: int, seed: int, record: Record, acknowledged: list) -> None:
    """Numbers, and in between a call that is finished at once, each under a key of its own."""
    chance = random.Random(seed * PEOPLE + person)
    for n in range(PRESSES):
        key = f"{person}-{n}"
        work = _serve if person == 0 and chance.random() < 0.5 else _issue
        answer = hall.do(once, Press(device="kiosk1", key=key, fingerprint=work.__name__), work)
        acknowledged.append((len(record), key, answer.text))


def _issue(tx: Transaction) -> Answer:
    return Answer(status=201, text=issuing.issue(tx, "LLTP", by="kiosk1").number)


def _serve(tx: Transaction) -> Answer:
    issuing.issue(tx, "LLTP", by="kiosk1")
    ticket = calling.call_next(tx, "Q02", by="lan")
    serving.start(tx, ticket.id, by="lan")
    serving.finish(tx, ticket.id, by="lan")
    return Answer(status=201, text=ticket.number)


def lost_after(recording: Recording, place: int, folder: Path) -> list[str]:
    """What is wrong with what `folder` holds after a cut at `place`: it should be nothing."""
    store = open_store(f"sqlite:///{folder}/{FILE}", HandClock())
    hall = Hall(store, recording.floor.hall.id)
    problems = list(hall.ask(verify).problems)
    for when, key, text in recording.acknowledged:
        kept = hall.ask(lambda view, key=key: view.press("kiosk1", key))
        if when <= place and (kept is None or kept["answer"] != text):
            problems.append(f"{key} was answered {text} and is {kept and kept['answer']}")
    issued = hall.ask(lambda view: view.tickets_of(view.day))
    following = hall.do(issuing.issue, "LLTP", by="kiosk1").number
    if following != f"A{len(issued) + 1:03}":
        problems.append(f"{following} was given after {len(issued)}")
    store.close()
    return problems


def cut(recording: Recording, points: int, folder: Path, seed: int) -> list[str]:
    """Cut the power at so many points of a recording; gives all that was lost."""
    chance, lost = random.Random(seed), []
    syncs = [n for n, done in enumerate(recording.record) if done.what == "sync"]
    near = {max(0, min(len(recording.record) - 1, n + d)) for n in syncs for d in (-1, 0, 1, 2)}
    places = sorted([*chance.sample(sorted(near), min(points // 2, len(near)))])
    while len(places) < points:
        places.append(chance.randrange(len(recording.record)))
    for place, files in cuts(recording.record, recording.before, FILE, set(places)):
        for _ in range(places.count(place)):
            folder.mkdir(exist_ok=True)
            for old in folder.iterdir():
                old.unlink()
            for name, kept in files.items():
                (folder / name).write_bytes(kept.after_a_cut(chance))
            lost += [f"at {place}: {problem}" for problem in lost_after(recording, place, folder)]
    return lost


def test_what_was_acknowledged_survives_every_power_cut(recorded, tmp_path, many, figure):
    recordings, points = many(1, 20), many(60, 500)
    lost, presses = [], 0
    for seed in range(recordings):
        recording = recorded(seed)
        presses += len(recording.acknowledged)
        lost += cut(recording, points, tmp_path / "found", seed)

    figure(
        f"power cuts, synchronous=FULL: {recordings * points} cuts, {presses} presses recorded, "
        f"{len(lost)} lost or wrong"
    )
    assert lost == []


def test_the_record_holds_what_makes_a_cut_dangerous(recorded):
    record = recorded(0).record
    written = {done.file for done in record if done.what == "write"}
    begun_again = [d for d in record if d.what == "write" and d.file != FILE and d.offset == 0]

    assert written == {FILE, f"{FILE}-wal"}, "the log, and the file it is tidied into"
    assert len(begun_again) > 3, "the log is written over from its beginning"


def test_with_less_than_full_synchronisation_presses_are_lost(recorded, tmp_path, many, figure):
    """The control: a proof that could not fail would prove nothing."""
    points = many(30, 500)
    recording = recorded(0, "NORMAL")

    lost = cut(recording, points, tmp_path / "found", 0)

    cuts_that_lost = len({problem.partition(":")[0] for problem in lost})
    figure(f"power cuts, the control (NORMAL): {points} cuts, presses lost at {cuts_that_lost}")
    assert lost
