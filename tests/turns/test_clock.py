"""Computers' clocks go back, leap and pass midnight; nobody in the hall loses their place by it."""

from datetime import date, datetime, timedelta

from hall_clock import HALL

from queue_server.estimates.queries import Lines
from queue_server.screens import desk
from queue_server.screens.desk import DayOfCounter

WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)
LAST_MOMENT = datetime(2026, 11, 25, 23, 59, 59, 999_000, tzinfo=HALL)


def arrives_at(day, moment, **facts):
    day.clock.at = moment - timedelta(seconds=1)  # `arrives` lets a second pass
    return day.arrives(**facts)


def test_whoever_comes_after_the_clock_went_back_stands_behind(open_day):
    early = [open_day.arrives() for _ in range(3)]
    clerk = open_day.clerk(2)

    open_day.passes(hours=-2)
    late = [open_day.arrives() for _ in range(3)]

    assert [clerk.serves() for _ in range(6)] == [who.number for who in (*early, *late)]
    assert [who.number for who in late] == ["A004", "A005", "A006"]


def test_a_head_start_is_as_long_as_before_when_the_clock_went_back(open_day):
    first = open_day.arrives()
    open_day.passes(hours=2)
    second = open_day.arrives()
    clerk = open_day.clerk(2)

    open_day.passes(hours=-2)
    elderly = open_day.arrives(priority="NGUOI_CAO_TUOI")

    assert [clerk.serves() for _ in range(3)] == [who.number for who in (first, elderly, second)]


def test_an_absent_person_returns_no_further_forward_when_the_clock_went_back(open_day):
    absent = open_day.arrives()
    open_day.passes(minutes=30)
    other = open_day.arrives()
    clerk = open_day.clerk(2)
    clerk.calls_next()
    clerk.marks_absent(absent)

    open_day.passes(hours=-2)
    back = clerk.brings_back(absent)

    assert back.key_at == other.key_at - timedelta(minutes=20)


def test_no_time_is_negative_when_the_clock_went_back(open_day):
    who = open_day.arrives()
    open_day.arrives()
    clerk = open_day.clerk(2)
    clerk.calls_next()
    clerk.starts(who)

    open_day.passes(hours=-2)
    clerk.finishes(who)
    shown = open_day.hall.ask(desk.desk, "Q02")

    assert shown.today == DayOfCounter(served=1, unstarted=0, no_show=0, mean_service_min=None)
    assert [row.waited_min for row in shown.waiting] == [0]
    assert open_day.hall.ask(lambda view: Lines(view).estimate("LLTP")).low_min >= 0


def test_a_service_that_the_clock_disturbed_does_not_count_in_the_mean(open_day):
    clerk = open_day.clerk(2)
    for minutes in (10, -120, 20):
        who = open_day.arrives()
        clerk.calls_next()
        clerk.starts(who)
        open_day.passes(minutes=minutes)
        clerk.finishes(who)

    assert open_day.hall.ask(desk.desk, "Q02").today.mean_service_min == 15


def test_a_visit_is_rated_although_the_clock_went_back_after_it(open_day):
    who = open_day.arrives()
    open_day.clerk(2).serves()

    open_day.passes(hours=-2)

    assert open_day.rates(who, 5).rating == 5


def test_the_last_moment_of_a_day_belongs_to_it_and_the_next_begins_a_new_series(open_day):
    last = arrives_at(open_day, LAST_MOMENT)
    first = arrives_at(open_day, LAST_MOMENT + timedelta(milliseconds=1))

    assert (last.day, last.number) == (WEDNESDAY, "A001")
    assert (first.day, first.number) == (THURSDAY, "A001")


def test_a_clock_set_back_over_midnight_goes_on_with_the_numbers_of_both_days(open_day):
    midnight = LAST_MOMENT + timedelta(milliseconds=1)
    moments = [midnight + timedelta(seconds=s) for s in (-20, 20, -10, 30)]

    given = [arrives_at(open_day, moment) for moment in moments]

    assert [(who.day, who.number) for who in given] == [
        (WEDNESDAY, "A001"),
        (THURSDAY, "A001"),
        (WEDNESDAY, "A002"),
        (THURSDAY, "A002"),
    ]
    assert given[0].key_at < given[2].key_at
    assert given[1].key_at < given[3].key_at
