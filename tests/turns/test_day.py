"""Whatever was left open ends with its day."""

import pytest

from queue_server.desks.rules import CounterState
from queue_server.desks.tables import Desks
from queue_server.turns.refusals import NotAllowed
from queue_server.turns.rules.tickets import State


def test_tickets_left_over_are_ended_and_counters_closed_the_next_morning(day):
    waiting, called, serving = day.arrives(), day.arrives(), day.arrives()
    day.clerk(2).calls_next()
    clerk = day.clerk(3)
    clerk.calls_next()
    clerk.starts(called)
    day.passes(days=1)

    assert day.ends_past_days() == 3

    ended = [day.now(who) for who in (waiting, called, serving)]
    assert {who.state for who in ended} == {State.CANCELLED}
    assert [who.left_open for who in ended] == [True, True, False]
    desks = day.hall.ask(lambda view: Desks(view).all())
    assert {d.state for d in desks.values()} == {CounterState.CLOSED}


def test_who_stepped_away_and_never_came_back_has_left(day):
    who = day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()
    clerk.holds(who)
    day.passes(days=1)

    day.ends_past_days()

    assert (day.now(who).state, day.now(who).left_open) == (State.CANCELLED, False)


def test_a_visit_nobody_knows_the_end_of_cannot_be_rated(day):
    who = day.arrives()
    day.clerk(2).calls_next()
    day.passes(days=1)
    day.ends_past_days()

    with pytest.raises(NotAllowed):
        day.rates(who, 5)


def test_nothing_of_today_is_touched(day):
    who = day.arrives()

    assert day.ends_past_days() == 0
    assert day.now(who).state is State.WAITING
