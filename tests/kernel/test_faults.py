"""What goes wrong with a file: said in a sentence at start, survived while the hall runs."""

import sqlite3
import stat
import threading
import time

import pytest
from faults import Defect
from hall_clock import HandClock

from queue_server.folder import commands as importing
from queue_server.hall.tables import day_of
from queue_server.kernel import group_commit
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.engines.sqlite import database_file as sqlite_file
from queue_server.kernel.engines.sqlite.owner import CHANGES
from queue_server.kernel.interface import BadDatabase
from queue_server.kernel.refusals import Unavailable
from queue_server.turns.commands.issuing import issue
from queue_server.turns.tables import Tickets


@pytest.fixture
def database(tmp_path) -> str:
    """This engine only."""
    return f"sqlite:///{tmp_path}/hall.db"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "hall.db"


def opening(file):
    return open_store(f"sqlite:///{file}", HandClock())


def closed_hall(file, floor, tickets=200):
    """A hall with some tickets, closed as it should be."""
    store = opening(file)
    hall = Hall(store, floor.hall.id)
    hall.do(importing.import_floor, floor, by="test")
    for _ in range(tickets):
        hall.do(issue, "LLTP", by="kiosk1")
    store.close()


@pytest.fixture
def pragma(hall):
    """Says something to the writer's own connection, between two presses."""
    connection = hall.do(lambda tx: tx._db.connection)
    return lambda text: connection.execute(f"PRAGMA {text}").fetchone()


def test_a_file_that_is_no_database_is_left_alone(file):
    file.write_bytes(b"a letter to the manager, not a database" * 100)

    with pytest.raises(BadDatabase, match="restore"):
        opening(file)
    assert file.read_bytes().startswith(b"a letter")


def test_another_programs_database_is_left_alone(file):
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE recipes (name)")
    other.commit()
    other.close()

    with pytest.raises(BadDatabase, match="another program's"):
        opening(file)
    assert sqlite3.connect(file).execute("SELECT name FROM sqlite_master").fetchall() == [
        ("recipes",)
    ]


def test_a_newer_schema_is_not_touched(file, floor):
    closed_hall(file, floor, tickets=1)
    newer = sqlite3.connect(file)
    newer.execute(
        f"INSERT INTO {sqlite_file.OURS} (migration_set, name, applied_at)"
        " VALUES ('luot', '9999_from_the_future', '2030-01-01')"
    )
    newer.commit()
    newer.close()

    with pytest.raises(BadDatabase, match="9999_from_the_future"):
        opening(file)


def test_a_place_where_nothing_can_be_written(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(BadDatabase, match="cannot be made"):
        opening(tmp_path / "file" / "hall.db")


def test_a_full_disk_at_start(file, monkeypatch):
    monkeypatch.setattr(sqlite_file, "LEAST_FREE", 2**62)

    with pytest.raises(BadDatabase, match="Make room"):
        opening(file)


def test_flipped_bytes_after_a_power_cut_are_found_at_start(file, floor):
    closed_hall(file, floor)
    data = bytearray(file.read_bytes())
    for at in range(4096 * 6, len(data), 4096):
        data[at : at + 8] = b"\xff" * 8
    file.write_bytes(data)
    file.with_name("hall.db-wal").write_bytes(b"\0" * 32)  # nobody closed it

    with pytest.raises(BadDatabase, match="restore"):
        opening(file)


def test_one_process_serves_a_file_and_errands_are_its_guests(file, floor):
    closed_hall(file, floor, tickets=1)
    server, errand = opening(file), opening(file)

    server.claim()
    with pytest.raises(BadDatabase, match="already served by process"):
        errand.claim()
    assert Hall(errand, floor.hall.id).do(issue, "LLTP", by="kiosk1").number == "A002"
    assert Hall(server, floor.hall.id).do(issue, "LLTP", by="kiosk1").number == "A003"
    errand.close()
    server.close()


def test_a_file_that_others_could_read_is_theirs_no_longer(file, floor, caplog):
    closed_hall(file, floor, tickets=1)
    file.chmod(0o664)

    opening(file).close()

    assert stat.S_IMODE(file.stat().st_mode) == 0o660
    assert "could be read by others" in caplog.text


def test_the_log_is_tidied_by_its_owner_and_never_while_a_guest_writes(file, floor):
    closed_hall(file, floor, tickets=1)
    server, errand = opening(file), opening(file)
    hall = Hall(server, floor.hall.id)
    log = file.with_name("hall.db-wal")

    with errand._owner.writing():
        for _ in range(CHANGES // 4):
            hall.do(issue, "LLTP", by="kiosk1")
        grown = log.stat().st_size
    hall.do(issue, "LLTP", by="kiosk1")
    for _ in range(CHANGES // 8):
        hall.do(issue, "LLTP", by="kiosk1")

    assert log.stat().st_size <= grown + 4096 * 40, "the log is used again from its beginning"
    errand.close()
    server.close()


def test_a_disk_that_fills_up_answers_unavailable_and_loses_nothing(day, hall, pragma):
    before = day.arrives().number
    pragma(f"max_page_count = {pragma('page_count')[0]}")

    refused = 0
    for _ in range(200):
        try:
            hall.do(issue, "LLTP", by="kiosk1", procedure_code="3.000333")
        except Unavailable:
            refused += 1
    pragma("max_page_count = 1000000")
    numbers = [t.number for t in hall.ask(lambda view: Tickets(view).of_day(day_of(view)))]

    assert before == "A001"
    assert refused > 0
    assert numbers == [f"A{n:03}" for n in range(1, 202 - refused)]
    assert day.arrives().number == f"A{202 - refused:03}"


def test_a_disk_that_is_read_only_answers_unavailable_and_still_shows(day, hall, pragma):
    day.arrives()
    pragma("query_only = ON")

    with pytest.raises(Unavailable):
        hall.do(issue, "LLTP", by="kiosk1")
    assert len(hall.ask(lambda view: Tickets(view).waiting())) == 1
    pragma("query_only = OFF")

    assert day.arrives().number == "A002"


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [3, 10])
def test_another_program_that_locks_the_file(day, hall, file, seconds):
    """Presses wait, screens go on, nothing is refused: the busy timeout is longer."""
    day.arrives()
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    threading.Timer(seconds, lambda: other.execute("COMMIT")).start()
    pressed = []
    press = threading.Thread(target=lambda: pressed.append(hall.do(issue, "LLTP", by="k").number))
    press.start()

    assert len(hall.ask(lambda view: Tickets(view).waiting())) == 1
    assert pressed == []
    press.join()
    other.close()

    assert pressed == ["A002"]


def test_more_presses_than_the_memory_should_hold_are_sent_away(hall, monkeypatch):
    monkeypatch.setattr(group_commit, "MOST_WAITING", 4)
    go, answers = threading.Event(), []

    def press():
        try:
            answers.append(hall.do(issue, "LLTP", by="kiosk1").number)
        except Unavailable as refusal:
            answers.append(refusal.code)

    holding = threading.Thread(target=lambda: hall.do(lambda tx: go.wait(10)))
    holding.start()
    threads = [threading.Thread(target=press) for _ in range(20)]
    for thread in threads:
        thread.start()
        time.sleep(0.01)
    go.set()
    for thread in [holding, *threads]:
        thread.join()

    given = sorted(a for a in answers if a != "unavailable")
    assert "unavailable" in answers
    assert given == [f"A{n:03}" for n in range(1, len(given) + 1)]
    assert len(hall.ask(lambda view: Tickets(view).waiting())) == len(given)


def test_a_step_of_the_schema_that_fails_leaves_nothing(file, monkeypatch):
    steps = [("0001_half", "CREATE TABLE first (a TEXT\n);\nCREATE TABLE first (b TEXT\n);\n")]
    monkeypatch.setattr(sqlite_file.migrations, "steps", lambda engine: steps)

    with pytest.raises(BadDatabase):
        opening(file)
    tables = {row[0] for row in sqlite3.connect(file).execute("SELECT name FROM sqlite_master")}
    assert "first" not in tables


def test_whatever_fails_in_the_writer_presses_are_answered_and_the_next_one_is_done(
    day, hall, store, monkeypatch
):
    for error in (Defect, OSError(5, "the locks' disk is away"), sqlite3.OperationalError("I/O")):
        broken = Broken(store._owner, error)
        monkeypatch.setattr(store, "_owner", broken)
        with pytest.raises(Unavailable):
            day.arrives()
        monkeypatch.setattr(store, "_owner", broken.real)

        assert day.arrives()


class Broken:
    """An owner of the file whose lock fails."""

    def __init__(self, real, error):
        self.real = real
        self._error = error

    def writing(self):
        raise self._error


def test_a_second_name_of_the_file_is_no_second_file(file, floor):
    second = file.with_name("second.db")
    second.symlink_to(file)
    server = open_store(f"sqlite:///{file}", HandClock())
    server.claim()
    other = open_store(f"sqlite:///{second}", HandClock())

    with pytest.raises(BadDatabase, match="already served"):
        other.claim()
    server.close()
    other.close()


def test_a_file_with_two_names_is_refused(file, floor):
    closed_hall(file, floor, tickets=1)
    second = file.with_name("second.db")
    second.hardlink_to(file)

    for name in (file, second):
        with pytest.raises(BadDatabase, match="hard link"):
            opening(name)
    second.unlink()
    opening(file).close()
