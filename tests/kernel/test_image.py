"""What is held in memory is what the tables say: after faults, and when others change the hall."""

import sqlite3

import gevent
import pytest
from faults import Defect
from floors import without
from staying_true import stays_true
from story import Day

from queue_server.desks.tables import set_run
from queue_server.devices import commands as devices
from queue_server.devices.tables import Devices
from queue_server.folder import commands as importing
from queue_server.hall.refusals import UnknownService
from queue_server.hall.rules.roles import Role
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.group_commit import Unit
from queue_server.kernel.idempotency import Answer, Press, once
from queue_server.kernel.live import LiveHall
from queue_server.turns import transitions
from queue_server.turns.commands.issuing import issue
from queue_server.turns.commands.serving import cancel
from queue_server.turns.image import TICKET_ROWS
from queue_server.turns.tables import Tickets


@pytest.fixture
def elsewhere(database, clock, hall):
    """The same hall in another process."""
    store = open_store(database, clock)
    yield Hall(store, hall.id)
    store.close()


def test_what_only_the_database_refuses_is_taken_back_and_the_others_are_done(day, hall, store):
    day.arrives()
    live: LiveHall = store._hall(hall.id)
    units = [
        Unit(lambda tx: issue(tx, "LLTP", by="kiosk1").number),
        Unit(lambda tx: tx.add(TICKET_ROWS.save, a_ticket(tx) | {"id": 999})),
        Unit(lambda tx: issue(tx, "TUPHAP", by="kiosk1").number),
    ]

    live._run(units)

    assert [units[0].result().result, units[2].result().result] == ["A002", "B001"]
    with pytest.raises(store.refused):
        units[1].result()
    stays_true(hall)


def a_ticket(tx):
    """The row of somebody who waits."""
    return TICKET_ROWS.params(Tickets(tx).waiting()[0])


def test_a_command_that_fails_half_way_leaves_memory_as_it_was(day, hall):
    who, clerk = day.arrives(), day.clerk(2)
    clerk.calls_next()

    def half(tx):
        issue(tx, "LLTP", by="kiosk1")
        cancel(tx, who.id, by="lan")
        set_run(tx, "Q02", 7)
        raise UnknownService(service="X")

    with pytest.raises(UnknownService):
        hall.do(half)

    seen = stays_true(hall)
    assert [t.state.value for t in seen.tickets] == ["called"]


def test_a_rule_that_breaks_leaves_memory_as_it_was(day, hall, monkeypatch):
    who = day.arrives()
    with monkeypatch.context() as broken:
        broken.setattr(transitions, "apply", fails)
        with pytest.raises(Defect):
            hall.do(cancel, who.id, by="lan")

    stays_true(hall)
    assert day.arrives().number == "A002"


def fails(*_facts):
    raise Defect


def test_two_processes_see_each_others_presses_at_once(day, clock, hall, elsewhere):
    there = Day(elsewhere, clock)
    numbers = [place.arrives().number for place in (day, there, there, day, there)]
    here, far = day.clerk(2), there.clerk(3)
    called = [clerk.calls_next() for clerk in (here, far)]
    there.hall.do(cancel, 3, by="phone")

    assert numbers == [f"A{n:03}" for n in range(1, 6)]
    assert called == ["A001", "A002"]
    for process in (hall, elsewhere):
        seen = stays_true(process)
        assert [t.state.value for t in seen.tickets][2] == "cancelled"


def test_an_errand_beside_the_server_is_seen_at_once(day, floor, hall, elsewhere):
    day.arrives()
    elsewhere.do(devices.add_device, "kiosk7", Role.KIOSK, "d" * 64, by="it")
    elsewhere.do(
        importing.import_floor, without(floor, services=["TUPHAP"]), by="it", is_meant=True
    )

    assert hall.ask(lambda view: Devices(view).of_token("d" * 64))["name"] == "kiosk7"
    with pytest.raises(UnknownService):
        hall.do(issue, "TUPHAP", by="kiosk1")
    assert day.arrives().number == "A002"
    stays_true(hall)


def test_a_hall_is_not_asked_from_within_a_question_or_a_command(hall):
    for inner in (lambda: hall.ask(lambda view: view.version), lambda: hall.do(lambda tx: None)):
        with pytest.raises(RuntimeError, match="within"):
            hall.ask(lambda _, inner=inner: inner())
        with pytest.raises(RuntimeError, match="within"):
            hall.do(lambda _, inner=inner: inner())


def results(units):
    """What came of each: its value, or the name of its error."""
    found = []
    for unit in units:
        try:
            found.append(unit.result().result)
        except Exception as error:
            found.append(type(error).__name__)
    return found


def test_a_question_in_the_middle_of_a_batch_does_not_break_it(day, hall, store):
    """It makes what waits be written, also what the database then refuses."""
    day.arrives()
    units = [
        Unit(lambda tx: issue(tx, "LLTP", by="kiosk1").number),
        Unit(lambda tx: tx.add(TICKET_ROWS.save, a_ticket(tx) | {"id": 999})),
        Unit(lambda tx: len(Devices(tx).all())),
        Unit(lambda tx: issue(tx, "LLTP", by="kiosk1").number),
    ]

    store._hall(hall.id)._run(units)

    first, refused, *others = results(units)
    assert [first, *others] == ["A002", 0, "A003"]
    assert refused in ("IntegrityError", "UniqueViolation")
    stays_true(hall)


def test_a_press_sent_twice_in_one_batch_is_done_once_whatever_is_asked_between(hall, store):
    press, done = Press(device="kiosk1", key="1", fingerprint="f"), []

    def work(tx):
        done.append(issue(tx, "LLTP", by="kiosk1").number)
        return Answer(status=201, text=done[-1])

    def pressed():
        return Unit(lambda tx: once(tx, press, work).text, ("kiosk1", "1"))

    units = [pressed(), Unit(lambda tx: len(Devices(tx).all())), pressed()]
    store._hall(hall.id)._run(units)

    assert results(units) == ["A001", 0, "A001"]
    assert done == ["A001"]
    stays_true(hall)


def test_whoever_is_stopped_while_each_is_tried_alone_leaves_nobody_waiting(day, hall, store):
    day.arrives()
    units = [
        Unit(lambda tx: tx.add(TICKET_ROWS.save, a_ticket(tx) | {"id": 999})),
        Unit(lambda tx: stopped()),
        Unit(lambda tx: issue(tx, "LLTP", by="kiosk1").number),
    ]
    times = [0]

    def stopped():
        times[0] += 1
        if times[0] == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store._hall(hall.id)._run(units)

    assert [unit.done for unit in units] == [True] * 3
    stays_true(hall)
    assert day.arrives().number == "A002"


def test_a_journal_that_lost_its_end_is_read_anew(day, clock, floor, hall, elsewhere, store):
    """As after a failover: another process goes on from before what this one knows."""
    known = hall.ask(lambda view: view._image)
    day.arrives()
    elsewhere.ask(lambda view: view.version)
    there = Day(elsewhere, clock)
    for _ in range(3):
        there.arrives("TUPHAP")
    known.move(chain="of what is lost")  # as if this process had another row at its end

    assert len(hall.ask(lambda view: Tickets(view).waiting())) == 4
    stays_true(hall)


@pytest.mark.parametrize("many", [3, 130])
def test_however_much_another_process_did_it_is_caught_up(day, clock, hall, elsewhere, many):
    day.arrives()
    elsewhere.do(lambda tx: [issue(tx, "LLTP", by="kiosk1") for _ in range(many)] and None)

    assert day.arrives().number == f"A{many + 2:03}"
    stays_true(hall)


def test_whoever_is_stopped_while_another_program_holds_the_file_leaves_it_free(
    tmp_path, clock, floor
):
    store = open_store(f"sqlite:///{tmp_path}/hall.db", clock)
    hall = Hall(store, floor.hall.id)
    hall.do(importing.import_floor, floor, by="test")
    other = sqlite3.connect(tmp_path / "hall.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    gevent.spawn_later(0.3, other.execute, "COMMIT")

    with pytest.raises(gevent.Timeout), gevent.Timeout(0.05):
        hall.do(issue, "LLTP", by="kiosk1")

    assert hall.do(issue, "LLTP", by="kiosk1").number == "A001"
    store.close()
    other.close()
