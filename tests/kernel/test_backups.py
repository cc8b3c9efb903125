"""Backups are whole while presses go on, and a hall that is put back repeats no number."""

import os
import shutil
import threading
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from leaping_clock import LeapingClock
from story import Day

from queue_server.cli.opened import halls_in
from queue_server.hall.tables import believed_at, day_of, furnish
from queue_server.kernel import backup_files, backups
from queue_server.kernel.door import Hall
from queue_server.kernel.engines import migrations
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.interface import BadBackup
from queue_server.kernel.proof import verify
from queue_server.kernel.settings import Settings
from queue_server.rounds.nightly import last_due
from queue_server.turns.commands.issuing import issue
from queue_server.turns.commands.restoring import begin_epoch
from queue_server.turns.events import HallRestored
from queue_server.turns.tables import Tickets


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def elsewhere(empty_database, database) -> str:
    """Another empty database of the same engine."""
    return empty_database()


@pytest.fixture
def reopened(clock, floor):
    """Opens databases that the test closes behind it."""
    stores = []

    def open_(url) -> Hall:
        stores.append(open_store(url, clock))
        return Hall(stores[-1], floor.hall.id)

    yield open_
    for store in stores:
        store.close()


def numbers(hall) -> list[str]:
    return [t.number for t in hall.ask(lambda view: Tickets(view).of_day(day_of(view)))]


def test_a_backup_made_while_presses_go_on_is_one_whole_moment(
    day, hall, database, folder, elsewhere, clock, reopened
):
    for _ in range(20):
        day.arrives()
    ended = threading.Event()

    def press():
        while not ended.is_set():
            hall.do(issue, "LLTP", by="kiosk1")

    presses = [threading.Thread(target=press) for _ in range(4)]
    for thread in presses:
        thread.start()
    made = backups.make(database, folder)
    ended.set()
    for thread in presses:
        thread.join()

    backups.restore(elsewhere, made, clock, begin_epoch)
    back = reopened(elsewhere)
    assert 20 <= len(numbers(back)) < len(numbers(hall))
    assert numbers(back) == numbers(hall)[: len(numbers(back))]
    assert back.ask(verify).problems == []


def test_a_restored_hall_goes_on_in_a_new_epoch_and_leaves_numbers_out(
    day, hall, database, folder, elsewhere, clock, reopened
):
    before = day.arrives()
    made = backups.make(database, folder)
    lost = [day.arrives() for _ in range(3)]

    backups.restore(elsewhere, made, clock, partial(begin_epoch, skip=50))
    back = reopened(elsewhere)
    after = Day(back, clock).arrives()

    assert (before.number, after.number) == ("A001", "A052")
    assert after.id > max(ticket.id for ticket in lost)
    [restored, issued] = back.ask(lambda view: view.events_since(0))
    assert (restored.epoch, restored.seq, issued.seq) == (2, 1, 2)
    assert isinstance(restored.event, HallRestored)
    assert (restored.event.skipped, restored.event.backup) == (50, made.name)
    assert back.ask(verify).problems == []


def test_a_number_left_out_without_a_word_in_the_journal_is_found(day, hall, database, clock):
    day.arrives()

    hall.do(lambda tx: tx.query("UPDATE series SET last = last + 50"))
    another_process = open_store(database, clock)
    Hall(another_process, hall.id).do(issue, "LLTP", by="kiosk1")
    another_process.close()

    assert "A052 was given where 2 comes next" in "".join(hall.ask(verify).problems)


@pytest.mark.parametrize("sealed", [True, False], ids=["with checksum", "without"])
@pytest.mark.parametrize("how", ["flipped", "cut", "empty"])
def test_a_damaged_backup_is_refused_and_nothing_is_overwritten(
    day, database, folder, elsewhere, clock, how, sealed
):
    for _ in range(50):
        day.arrives()
    made = backups.make(database, folder)
    data = made.read_bytes()
    middle = len(data) // 2
    flipped = data[:middle] + bytes(b ^ 0xFF for b in data[middle : middle + 4096])
    made.write_bytes(
        {"flipped": flipped + data[middle + 4096 :], "cut": data[:middle]}.get(how, b"")
    )
    if not sealed:
        made.with_name(made.name + backup_files.SEAL).unlink()

    with pytest.raises(BadBackup, match="older one"):
        backups.restore(elsewhere, made, clock, begin_epoch, unsealed=not sealed)
    assert open_and_close(elsewhere, clock) == []


def test_a_file_that_the_backup_command_did_not_make_is_called_that(
    day, database, folder, elsewhere, clock
):
    day.arrives()
    made = backups.make(database, folder)
    made.with_name(made.name + backup_files.SEAL).unlink()

    with pytest.raises(BadBackup, match="did not make it"):
        backups.check(database, made, clock)
    with pytest.raises(BadBackup, match="--unsealed"):
        backups.restore(elsewhere, made, clock, begin_epoch)

    [found] = backups.check(database, made, clock, unsealed=True).values()
    assert (found.tickets, found.problems) == (1, [])


def open_and_close(url, clock) -> list[str]:
    store = open_store(url, clock)
    halls = store.halls()
    store.close()
    return halls


def test_a_backup_of_a_journal_that_was_changed_is_refused(
    day, hall, database, folder, elsewhere, clock
):
    who = day.arrives()
    hall.do(lambda tx: tx.query("UPDATE tickets SET number = 'A999' WHERE id = :id", id=who.id))
    made = backups.make(database, folder)

    assert backups.check(database, made, clock)[hall.id].problems
    with pytest.raises(BadBackup, match="holds what cannot be"):
        backups.restore(elsewhere, made, clock, begin_epoch)
    assert open_and_close(elsewhere, clock) == []


def test_nothing_is_restored_over_a_hall_that_is_there(day, database, folder, clock):
    day.arrives()
    made = backups.make(database, folder)

    with pytest.raises(BadBackup, match="Stop that one|not empty"):
        backups.restore(database, made, clock, begin_epoch)
    assert day.arrives().number == "A002"


def test_a_backup_is_put_back_on_a_doubtful_day_only_when_somebody_says_it_is_right(
    day, database, folder, elsewhere, clock, reopened
):
    """Numbers are left out today: on a wrong day that would be for nothing."""
    day.arrives()
    made = backups.make(database, folder)
    clock.passes(days=28)
    today = LeapingClock(clock.at)

    with pytest.raises(BadBackup, match="--time-is-right"):
        backups.restore(elsewhere, made, today, begin_epoch)
    backups.restore(elsewhere, made, today, partial(begin_epoch, time_is_right=True))

    back = reopened(elsewhere)
    assert Day(back, clock).arrives().number == "A051"
    assert back.ask(believed_at) == clock.now()


def test_what_was_in_a_file_before_is_moved_aside(tmp_path, floor, clock, reopened):
    url = f"sqlite:///{tmp_path}/hall.db"
    hall = reopened(url)
    hall.do(lambda tx: furnish(tx, floor, by="test"))
    made = backups.make(url, tmp_path / "backups")
    hall.do(issue, "LLTP", by="kiosk1")
    hall._store.close()

    done = backups.restore(url, made, clock, begin_epoch)

    assert hall.id in done.halls
    assert [f.name for f in tmp_path.iterdir() if f.is_file() and f.stat().st_mode & 0o077] == []
    assert numbers(reopened(f"sqlite:///{done.before}")) == ["A001"]
    assert numbers(reopened(url)) == []


def test_the_newest_backup_is_tried_without_touching_anything(day, hall, database, folder, clock):
    day.arrives()
    backups.make(database, folder)
    day.arrives()
    newest = backups.make(database, folder, backups.NIGHTLY)

    assert backups.newest(database, folder) == newest
    found = backups.check(database, newest, clock)[hall.id]

    assert (found.tickets, found.problems) == (2, [])
    assert day.arrives().number == "A003"


def test_an_older_schema_is_changed_only_after_a_backup(
    day, store, database, folder, clock, monkeypatch, elsewhere
):
    day.arrives()
    store.close()
    known = migrations.steps
    step = [("0002_more", "CREATE TABLE more (a TEXT\n);\n")]
    monkeypatch.setattr(migrations, "steps", lambda engine: known(engine) + step)

    upgraded = open_store(database, clock, folder)
    upgraded.close()

    [made] = [f for f in folder.iterdir() if f.suffix != backup_files.SEAL]
    assert f"-{backup_files.UPGRADE}." in made.name
    monkeypatch.undo()
    assert backups.restore(elsewhere, made, clock, begin_epoch).halls


def test_an_errand_that_only_looks_makes_that_backup_too(day, store, database, folder, monkeypatch):
    store.close()
    known = migrations.steps
    step = [("0002_more", "CREATE TABLE more (a TEXT\n);\n")]
    monkeypatch.setattr(migrations, "steps", lambda engine: known(engine) + step)

    assert halls_in(Settings(database=database, backups=folder)) == [day.hall.id]

    assert [f for f in folder.iterdir() if f"-{backup_files.UPGRADE}." in f.name]


def test_old_nightly_backups_go_and_those_people_asked_for_stay(day, database, folder):
    asked = backups.make(database, folder)
    for minute in range(20):
        for ending in (asked.suffix, f"{asked.suffix}{backup_files.SEAL}"):
            stem = asked.name.split("-")[0]
            (folder / f"{stem}-20200101T00{minute:02}00Z-nightly{ending}").write_text("old")

    gone = backups.thin_out(database, folder, kept=14)

    assert [f.name.split("-")[1] for f in gone] == [f"20200101T00{m:02}00Z" for m in range(6)]
    assert asked.exists()
    assert len(list(folder.iterdir())) == (14 + 1) * 2


def test_a_backup_of_a_time_to_come_is_not_the_newest_for_years(day, database, folder):
    made = backups.make(database, folder, backups.NIGHTLY)
    ahead = folder / f"{made.name.split('-')[0]}-20360101T000000Z-nightly{made.suffix}"
    ahead.write_text("made while the clock was wrong")

    assert backups.newest(database, folder) == made
    assert backups.newest_at(database, folder) == backup_files.made_at(made)
    assert backups.thin_out(database, folder, kept=1) == [ahead]


def test_when_all_backups_are_of_a_time_to_come_the_next_one_is_due(database, folder, day):
    made = backups.make(database, folder)
    made.rename(folder / f"{made.name.split('-')[0]}-20360101T000000Z-nightly{made.suffix}")

    assert backups.newest_at(database, folder) is None
    assert backups.newest(database, folder).exists()


def test_what_a_killed_backup_left_goes_with_the_next_one(day, database, folder):
    whole = backups.make(database, folder)
    abandoned = left_by_a_killed_backup(whole, "20200101T190000Z", timedelta(days=2))
    under_way = left_by_a_killed_backup(whole, "20200102T190000Z", timedelta(hours=23))
    others = folder / "another-20200101T190000Z-nightly.dump.part"
    others.write_text("half")
    os.utime(others, (0, 0))

    newest = backups.make(database, folder, backups.NIGHTLY)

    assert not any(file.exists() for file in abandoned)
    assert all(file.exists() for file in (*under_way, others, whole, newest))


def left_by_a_killed_backup(whole, stamp, age) -> list[Path]:
    """A file half written, its checksum, and what SQLite had beside it; written to so long ago."""
    name = f"{whole.name.split('-')[0]}-{stamp}-nightly{whole.suffix}"
    endings = (".part", ".part-journal", backup_files.SEAL)
    files = [whole.with_name(name + ending) for ending in endings]
    then = (datetime.now(UTC) - age).timestamp()
    for file in files:
        file.write_text("half")
        os.utime(file, (then, then))
    return files


def test_a_backup_is_due_once_a_day_also_when_the_computer_was_off():
    zone, at = ZoneInfo("Asia/Ho_Chi_Minh"), time(19, 0)
    evening = datetime(2026, 11, 25, 19, 0, tzinfo=zone)

    assert last_due(evening, at, zone) == evening
    assert last_due(datetime(2026, 11, 26, 1, 0, tzinfo=UTC), at, zone) == evening
    assert last_due(datetime(2026, 11, 25, 18, 59, tzinfo=zone), at, zone).day == 24


def test_a_copy_made_by_hand_is_read_with_the_log_beside_it(tmp_path, floor, clock, reopened):
    url, copy = f"sqlite:///{tmp_path}/hall.db", tmp_path / "by-hand.db"
    hall = reopened(url)
    hall.do(lambda tx: furnish(tx, floor, by="test"))
    hall.do(issue, "LLTP", by="kiosk1")
    for part in ("", "-wal"):
        shutil.copyfile(f"{tmp_path}/hall.db{part}", f"{copy}{part}")

    [found] = backups.check(url, copy, clock, unsealed=True).values()

    assert (found.tickets, found.problems) == (1, [])
