"""What is held in memory is what the tables say: after faults, and when others change the hall."""

import pytest
from faults import Defect
from floors import without
from staying_true import stays_true
from story import Day

from queue_server.commands import setup
from queue_server.commands.issuing import issue
from queue_server.commands.serving import cancel
from queue_server.domain import transitions
from queue_server.domain.refusals import UnknownService
from queue_server.domain.roles import Role
from queue_server.hall import Hall
from queue_server.store import open_store, rows, sql
from queue_server.store.live import LiveHall
from queue_server.store.together import Unit


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
        Unit(lambda tx: tx._add(sql.SAVE_TICKET, a_ticket(tx) | {"id": 999})),
        Unit(lambda tx: issue(tx, "TUPHAP", by="kiosk1").number),
    ]

    live._run(units)

    assert [units[0].result().result, units[2].result().result] == ["A002", "B001"]
    with pytest.raises(store.refused):
        units[1].result()
    stays_true(hall)


def a_ticket(tx):
    """The row of somebody who waits."""
    return rows.ticket_params(tx.waiting()[0])


def test_a_command_that_fails_half_way_leaves_memory_as_it_was(day, hall):
    who, clerk = day.arrives(), day.clerk(2)
    clerk.calls_next()

    def half(tx):
        issue(tx, "LLTP", by="kiosk1")
        cancel(tx, who.id, by="lan")
        tx.set_run("Q02", 7)
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
    elsewhere.do(setup.add_device, "kiosk7", Role.KIOSK, "d" * 64)
    elsewhere.do(setup.import_floor, without(floor, services=["TUPHAP"]), by="it", is_meant=True)

    assert hall.ask(lambda view: view.token("d" * 64))["name"] == "kiosk7"
    with pytest.raises(UnknownService):
        hall.do(issue, "TUPHAP", by="kiosk1")
    assert day.arrives().number == "A002"
    stays_true(hall)


def test_a_hall_is_not_asked_from_within_a_question(hall):
    with pytest.raises(RuntimeError, match="within"):
        hall.ask(lambda _: hall.ask(lambda view: view.version))
