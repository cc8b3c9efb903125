"""`run.py policy try`: a day played again is the day that was, and another rule beside it."""

import pytest
from hall_clock import HALL, HandClock
from running import DEMO
from story import Day

from queue_server.cli.importing import put
from queue_server.cli.policy import NOBODY_CAME
from queue_server.folder import read
from queue_server.hall.rules.policy import PRESETS
from queue_server.hall.tables import floor_of
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.settings import Settings
from queue_server.turns.queries import past_day
from queue_server.turns.rules.trying import play
from queue_server.turns.tables import Tickets


@pytest.fixture
def morning(tmp_path):
    """Three regular people and three of a priority group, served one after the other at counter 2,
    by a clerk who is asked for an undo, paused and called back in between.
    """
    database = f"sqlite:///{tmp_path}/hall.db"
    put(Settings(database=database), read(DEMO))
    clock = HandClock()
    store = open_store(database, clock)
    day = Day(Hall(store, "TTPVHCC-DEMO"), clock)
    for group in (None, None, "NGUOI_CAO_TUOI", "KHUYET_TAT", "MANG_THAI", None):
        day.arrives(priority=group)
    clerk = day.clerk(2)
    for n in range(6):
        serves(day, clerk, undoes=n == 1)
        if n == 2:
            clerk.pauses()
            day.passes(minutes=15)
            clerk.opens()
    yield day
    store.close()


def serves(day, clerk, *, undoes):
    called = clerk.calls_next()
    who = next(
        it for it in day.hall.ask(lambda view: Tickets(view).present()) if it.number == called
    )
    if undoes:
        clerk.undoes(who)
        clerk.calls_next()
    day.passes(minutes=7)
    clerk.finishes(who)


def order(called):
    return [it.visit.id for it in called]


def test_by_the_same_rule_the_day_is_as_it_was(morning):
    day = morning.clock.at.astimezone(HALL).date()
    was, policy = morning.hall.ask(lambda view: (past_day(view, day), floor_of(view).policy))

    played = play(was.visits, was.shifts, policy, was.gap)

    assert order(played) == order(was.called)
    assert [it.at for it in played] == [it.at for it in was.called]


def test_by_another_rule_others_are_first(morning):
    day = morning.clock.at.astimezone(HALL).date()
    was = morning.hall.ask(past_day, day)

    assert order(was.called) != [1, 2, 3, 4, 5, 6]
    assert order(play(was.visits, was.shifts, PRESETS["first_come"])) == [1, 2, 3, 4, 5, 6]


def test_the_errand_shows_each_rule_beside_the_day(morning, run, tmp_path):
    morning.hall._store.close()
    (tmp_path / "ours.yaml").write_text("policy: {preset: alternate, ratio: 5}\n", "utf-8")

    done = run("policy", "try", "first_come", "ours.yaml", "--on", "2026-11-25", COLUMNS="160")

    assert done.returncode == 0, done.stderr
    assert "25/11/2026: 6 visits" in done.stdout
    for name in ("As it was", "Today's rule", "first_come", "ours.yaml"):
        assert name in done.stdout


def test_a_rule_that_is_none_and_a_day_without_people_are_said(morning, run, tmp_path):
    morning.hall._store.close()
    (tmp_path / "bad.yaml").write_text("policy: {ratio: 0}\n", "utf-8")

    unknown = run("policy", "try", "lottery")
    bad = run("policy", "try", "bad.yaml")
    empty = run("policy", "try", "first_come", "--on", "2026-11-20")

    assert "virtual_arrival" in unknown.stderr
    assert "out of bounds" in bad.stderr + bad.stdout
    assert NOBODY_CAME["en"].split("{")[0] in empty.stderr
    assert {it.returncode for it in (unknown, bad, empty)} <= {1, 2}
    assert "Traceback" not in unknown.stderr + bad.stderr + empty.stderr
