"""Whatever was left open ends with its day."""

from queue_server.domain.counters import CounterState
from queue_server.domain.tickets import State


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
    assert [who.is_unknown for who in ended] == [False, True, False]
    desks = day.hall.ask(lambda view: view.desks())
    assert {d.state for d in desks.values()} == {CounterState.CLOSED}


def test_nothing_of_today_is_touched(day):
    who = day.arrives()

    assert day.ends_past_days() == 0
    assert day.now(who).state is State.WAITING
