"""One clerk at a counter, and one counter for a clerk: never two without a question."""

import pytest
from story import Clerk

from queue_server.desks.refusals import CounterBusy, CounterTaken, SitsElsewhere
from queue_server.desks.rules import CounterState
from queue_server.desks.tables import Desks


@pytest.fixture
def lan(day):
    return Clerk(day.hall, "Q02", "lan")


@pytest.fixture
def minh(day):
    return Clerk(day.hall, "Q02", "minh")


def desk(day, counter="Q02"):
    return day.hall.ask(lambda view: Desks(view).desk(counter))


def test_a_counter_where_a_clerk_sits_is_not_walked_into(day, lan, minh):
    lan.sits_down()

    with pytest.raises(CounterTaken, match="lan sits at counter 2"):
        minh.sits_down()

    assert desk(day).clerk == "lan"


def test_it_is_taken_over_by_whoever_says_so_with_whoever_is_there(day, lan, minh):
    lan.sits_down()
    who = day.arrives()
    lan.calls_next()

    minh.sits_down(take_over=True)

    assert (desk(day).clerk, day.now(who).counter_id) == ("minh", "Q02")


def test_the_same_clerk_sits_down_again_and_a_pause_is_no_leaving(day, lan, minh):
    lan.sits_down().pauses()
    with pytest.raises(CounterTaken):
        minh.sits_down()

    lan.sits_down()

    assert desk(day).is_open_on(desk(day).day)


def test_whoever_closed_it_and_whoever_sat_there_yesterday_is_gone(day, lan, minh):
    lan.sits_down().closes()
    minh.sits_down()
    day.passes(days=1)

    lan.sits_down()

    assert desk(day).clerk == "lan"


def test_a_counter_that_was_opened_from_afar_is_free_for_its_clerk(day, lan):
    Clerk(day.hall, "Q02", "manager").opens()

    lan.sits_down()
    Clerk(day.hall, "Q02", "manager").pauses()
    Clerk(day.hall, "Q02", "manager").opens()

    assert (desk(day).clerk, desk(day).is_seated) == ("lan", True)


def test_a_clerk_who_sits_elsewhere_is_asked_and_then_leaves_there(day, lan):
    lan.sits_down()
    elsewhere = Clerk(day.hall, "Q03", "lan")
    with pytest.raises(SitsElsewhere, match="counter 2"):
        elsewhere.sits_down()

    elsewhere.sits_down(take_over=True)

    assert desk(day).state is CounterState.CLOSED
    assert desk(day, "Q03").clerk == "lan"


def test_nobody_leaves_a_person_alone_at_the_counter_of_before(day, lan):
    lan.sits_down()
    who = day.arrives()
    lan.calls_next()

    with pytest.raises(CounterBusy, match=who.number):
        Clerk(day.hall, "Q03", "lan").sits_down(take_over=True)

    assert desk(day).state is CounterState.OPEN
