"""A slip of the finger is taken back within ten seconds, exactly to what was before."""

import pytest

from queue_server.desks.refusals import CounterBusy
from queue_server.screens import desk
from queue_server.turns.refusals import NotAllowed, TooLateToUndo
from queue_server.turns.tables import Tickets


@pytest.fixture
def clerk(day):
    return day.clerk(2)


@pytest.mark.parametrize("press", ["starts", "finishes", "marks_absent", "holds"])
def test_each_press_is_taken_back_to_what_was_before(day, clerk, press):
    who = day.arrives()
    clerk.calls_next()
    before = day.now(who)

    getattr(clerk, press)(who)
    clerk.undoes(who)

    assert day.now(who) == before


def test_a_call_taken_back_leaves_the_person_first_in_line(day, clerk):
    who, _other = day.arrives(), day.arrives()
    clerk.calls_next()

    clerk.undoes(who)

    assert clerk.calls_next() == who.number


def test_a_priority_call_taken_back_does_not_count_in_the_ratio(day, clerk):
    day.arrives()
    for _ in range(3):
        day.arrives(priority="KHUYET_TAT")
    first = clerk.calls_next()
    who = day.hall.ask(lambda view: Tickets(view).at_counter("Q02"))
    clerk.undoes(who)

    assert [clerk.serves(), clerk.serves(), clerk.serves()][::2] == [first, "A001"]


def test_a_transfer_taken_back_returns_to_the_counter(day, clerk):
    who = day.arrives()
    clerk.calls_next()
    clerk.transfers(who, "DATDAI")

    assert clerk.undoes(who).counter_id == "Q02"


def test_after_ten_seconds_it_is_too_late(day, clerk):
    who = day.arrives()
    clerk.calls_next()

    day.passes(seconds=10.001)

    with pytest.raises(TooLateToUndo):
        clerk.undoes(who)


def test_a_clock_set_back_gives_nobody_more_time(day, clerk):
    who = day.arrives()
    clerk.calls_next()

    day.passes(hours=-2)

    with pytest.raises(TooLateToUndo):
        clerk.undoes(who)
    assert day.hall.ask(desk.undoable, who.id) is None


def test_nobody_is_put_back_to_a_counter_that_is_taken_by_now(day, clerk):
    first, _second = day.arrives(), day.arrives()
    clerk.calls_next()
    clerk.finishes(first)
    clerk.calls_next()

    with pytest.raises(CounterBusy):
        clerk.undoes(first)


def test_a_recall_was_heard_by_everyone_and_stays(day, clerk):
    who = day.arrives()
    clerk.calls_next()
    clerk.recalls(who)

    with pytest.raises(NotAllowed):
        clerk.undoes(who)
