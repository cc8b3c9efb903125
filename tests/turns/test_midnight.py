"""Midnight with people in the hall, and a clock that leaps a day and comes back."""

from datetime import date, datetime

import pytest
from hall_clock import HALL

from queue_server.desks.refusals import CounterBusy, CounterClosed
from queue_server.kernel.idempotency import Answer, Press
from queue_server.kernel.refusals import KeyReused
from queue_server.turns.commands import issuing
from queue_server.turns.refusals import NothingWaiting
from queue_server.turns.rules.tickets import State
from queue_server.turns.tables import Tickets

WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)
LATE = datetime(2026, 11, 25, 23, 59, 50, tzinfo=HALL)


@pytest.fixture
def late(open_day):
    """Ten seconds before midnight."""
    open_day.clock.at = LATE
    return open_day


def press(day, key: str, service: str = "LLTP") -> str:
    def work(tx):
        return Answer(status=201, text=issuing.issue(tx, service, by="kiosk1").number)

    return day.hall.press(Press(device="kiosk1", key=key, fingerprint=service), work).text


def test_a_service_goes_on_over_midnight_and_counts_for_the_day_of_the_issue(late):
    who = late.arrives()
    clerk = late.clerk(2)
    clerk.calls_next()
    clerk.starts(who)

    late.passes(seconds=20)
    clerk.finishes(who)

    assert late.now(who).state is State.SERVED
    assert late.now(who).day == WEDNESDAY
    assert late.rates(who, 5).rating == 5


def test_whoever_was_called_before_midnight_is_undone_after_it(late):
    who = late.arrives()
    clerk = late.clerk(2)
    clerk.calls_next()

    late.passes(seconds=9)

    assert clerk.undoes(who).state is State.WAITING


def test_after_midnight_a_counter_is_opened_again_and_calls_nobody_of_yesterday(late):
    late.arrives()
    clerk = late.clerk(2)
    late.passes(seconds=20)

    with pytest.raises(CounterClosed):
        clerk.calls_next()
    clerk.opens()
    with pytest.raises(NothingWaiting):
        clerk.calls_next()


def test_someone_left_at_a_counter_keeps_it_until_their_day_is_ended(late):
    late.arrives()
    clerk = late.clerk(2)
    clerk.calls_next()
    late.passes(seconds=20)
    today = late.arrives()
    clerk.opens()

    with pytest.raises(CounterBusy):
        clerk.calls_next()
    late.ends_past_days()

    assert clerk.calls_next() == today.number


def test_the_end_of_a_day_touches_nobody_who_came_after_midnight(late):
    yesterday = late.arrives()
    late.passes(seconds=20)
    today = late.arrives()

    late.ends_past_days()

    assert late.now(yesterday).state is State.CANCELLED
    assert late.now(today).state is State.WAITING


def test_the_same_press_sent_again_after_midnight_gets_its_number_of_yesterday(late):
    first = press(late, "k1")
    late.passes(days=1)

    assert press(late, "k1") == first
    assert len(late.hall.ask(lambda view: Tickets(view).of_day(THURSDAY))) == 0
    with pytest.raises(KeyReused):
        press(late, "k1", "DATDAI")
    assert press(late, "k2") == "A001"


def test_a_day_that_the_clock_visited_too_early_goes_on_with_its_numbers(open_day):
    wednesday = [open_day.arrives()]
    open_day.passes(days=1)
    thursday = [open_day.arrives()]
    open_day.passes(days=-1)
    wednesday += [open_day.arrives(), open_day.arrives()]
    open_day.passes(days=1)
    thursday.append(open_day.arrives())

    assert [(who.day, who.number) for who in wednesday] == [
        (WEDNESDAY, "A001"),
        (WEDNESDAY, "A002"),
        (WEDNESDAY, "A003"),
    ]
    assert [(who.day, who.number) for who in thursday] == [(THURSDAY, "A001"), (THURSDAY, "A002")]


def test_when_the_clock_is_back_those_who_come_stand_behind_those_who_waited(open_day):
    before = open_day.arrives()
    open_day.passes(days=1)
    open_day.arrives()
    open_day.passes(days=-1)
    after = open_day.arrives()
    clerk = open_day.clerk(2)

    assert [clerk.serves(), clerk.serves()] == [before.number, after.number]


def test_a_clock_that_comes_back_to_an_earlier_hour_lets_nobody_stand_before_others(late):
    before = late.arrives()
    late.passes(seconds=20)
    late.arrives()
    late.passes(hours=-2)
    after = [late.arrives(), late.arrives()]
    clerk = late.clerk(2)

    assert [clerk.serves() for _ in range(3)] == [it.number for it in (before, *after)]


def test_a_ticket_of_a_day_to_come_is_not_ended_with_today(open_day):
    open_day.passes(days=1)
    tomorrow = open_day.arrives()
    open_day.passes(days=-1)

    assert open_day.ends_past_days() == 0
    assert open_day.now(tomorrow).state is State.WAITING
    open_day.passes(days=2)
    assert open_day.ends_past_days() == 1


def test_a_counter_that_was_opened_on_a_day_to_come_is_opened_again(open_day):
    open_day.passes(days=1)
    clerk = open_day.clerk(2)
    open_day.passes(days=-1)
    who = open_day.arrives()

    with pytest.raises(CounterClosed):
        clerk.calls_next()
    clerk.opens()

    assert clerk.calls_next() == who.number
