"""What happens to the person at the counter, and to those who step away or miss a call."""

import pytest

from queue_server.desks.refusals import CounterBusy
from queue_server.screens import desk
from queue_server.turns.events import TicketFinished
from queue_server.turns.refusals import NotAllowed, ServiceClosed, TooLateToReturn
from queue_server.turns.rules.tickets import State


def test_someone_who_fetches_a_paper_keeps_their_place(day):
    first, second, third = day.arrives(), day.arrives(), day.arrives()
    clerk = day.clerk(2)

    clerk.calls_next()
    clerk.holds(first, reason="copy of the card")
    assert clerk.serves() == second.number
    clerk.brings_back(first)

    assert clerk.calls_next() == first.number
    assert day.now(third).state is State.WAITING


def test_whoever_is_back_at_the_counter_is_served_on(day):
    who = day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()
    clerk.holds(who)

    assert clerk.resumes(who).state is State.SERVING


def test_a_finish_without_a_start_is_marked_and_stays_out_of_the_mean(day):
    clerk = day.clerk(2)
    for starts in (True, False):
        who = day.arrives()
        clerk.calls_next()
        if starts:
            clerk.starts(who)
            day.passes(minutes=10)
        clerk.finishes(who)

    finishes = [r.event for r in day.hall.events_since(0) if isinstance(r.event, TicketFinished)]
    today = day.hall.ask(desk.desk, "Q02").today
    assert [event.unstarted for event in finishes] == [False, True]
    assert (today.served, today.unstarted, today.mean_service_min) == (2, 1, 10)


def test_nobody_resumes_at_a_counter_that_is_taken(day):
    first, _second = day.arrives(), day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()
    clerk.holds(first)
    clerk.calls_next()

    with pytest.raises(CounterBusy):
        clerk.resumes(first)


def test_a_no_show_may_come_back_for_half_an_hour(day):
    who = day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()
    clerk.marks_absent(who)
    day.passes(minutes=29)
    day.arrives()

    day.passes(seconds=59)
    clerk.brings_back(who)

    assert clerk.calls_next() == who.number


def test_after_half_an_hour_a_no_show_takes_a_new_number(day):
    who = day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()
    clerk.marks_absent(who)

    day.passes(minutes=30, seconds=1)

    with pytest.raises(TooLateToReturn):
        clerk.brings_back(who)


def test_a_transfer_keeps_the_number_and_the_time_of_arrival(day):
    who = day.arrives("LLTP")
    day.passes(minutes=5)
    later = day.arrives("DATDAI")
    clerk = day.clerk(2)
    clerk.calls_next()

    moved = clerk.transfers(who, "DATDAI")
    land = day.clerk(4)

    assert (moved.number, moved.service_id) == (who.number, "DATDAI")
    assert [land.serves(), land.serves()] == [who.number, later.number]


def test_nobody_is_sent_where_no_counter_serves(day, floor):
    unserved = [s.id for s in floor.services if not floor.counters_for(s.id)]
    assert not unserved  # the demo hall has none, and the import refuses one: so remove a counter
    who = day.arrives("LLTP")
    lonely = next(s.id for s in floor.services if len(floor.counters_for(s.id)) == 1)
    without_it(day, floor, lonely)
    clerk = day.clerk(2)
    clerk.calls_next()

    with pytest.raises(ServiceClosed):
        clerk.transfers(who, lonely)


def test_who_is_served_cannot_be_a_no_show(day):
    who = day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()
    clerk.starts(who)

    with pytest.raises(NotAllowed, match="Finish, hold or transfer"):
        clerk.marks_absent(who)


def test_a_citizen_may_give_up_while_waiting_and_not_while_served(day):
    first, second = day.arrives(), day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()
    clerk.starts(first)

    assert day.cancels(second).state is State.CANCELLED
    with pytest.raises(NotAllowed):
        day.cancels(first)


def test_a_counter_is_not_closed_around_somebody(day):
    day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()

    with pytest.raises(CounterBusy):
        clerk.closes()


def without_it(day, floor, service_id):
    from dataclasses import replace

    from queue_server.folder import commands as importing

    counters = tuple(
        replace(c, service_ids=tuple(s for s in c.service_ids if s != service_id))
        for c in floor.counters
    )
    day.hall.do(importing.import_floor, replace(floor, counters=counters), by="test")
