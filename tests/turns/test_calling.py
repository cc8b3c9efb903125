"""What people see when clerks call: one each, in the order of the rule, once."""

import pytest
from story import Clerk

from queue_server.desks.refusals import CounterBusy, CounterClosed, CounterIdle
from queue_server.turns.refusals import NothingWaiting
from queue_server.turns.rules.calling import Branch


def test_people_are_called_in_the_order_they_came(day):
    first, second = day.arrives(), day.arrives()
    clerk = day.clerk(2)

    assert clerk.serves() == first.number
    assert clerk.serves() == second.number


def test_someone_in_a_priority_group_goes_before_who_came_within_the_hour(day):
    day.arrives()
    elder = day.arrives(priority="NGUOI_CAO_TUOI")

    assert day.clerk(2).calls_next() == elder.number


def test_after_two_priority_calls_in_a_row_a_regular_person_goes_next(day):
    regular = day.arrives()
    for _ in range(3):
        day.arrives(priority="KHUYET_TAT")
    clerk = day.clerk(2)

    called = [clerk.serves() for _ in range(3)]

    assert called[2] == regular.number


def test_each_call_keeps_its_reason(day):
    day.arrives()
    day.arrives(priority="NGUOI_CAO_TUOI")

    day.clerk(2).calls_next()

    assert day.events()[-1].why.branch is Branch.PRIVILEGED_EARLIER


def test_a_counter_has_one_person_at_a_time(day):
    day.arrives(), day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()

    with pytest.raises(CounterBusy, match="A001"):
        clerk.calls_next()


def test_two_counters_of_one_service_share_its_line(day):
    first, second = day.arrives(), day.arrives()

    assert day.clerk(2).calls_next() == first.number
    assert day.clerk(3).calls_next() == second.number


@pytest.mark.parametrize(
    ("shut", "vietnamese", "english"),
    [
        (Clerk.pauses, "Quầy 2 đang tạm dừng.", "Counter 2 is paused."),
        (Clerk.closes, "Quầy 2 chưa mở.", "Counter 2 is not open."),
    ],
)
def test_a_counter_that_is_not_open_calls_nobody_and_says_why(day, shut, vietnamese, english):
    day.arrives()
    clerk = day.clerk(2)
    shut(clerk)

    with pytest.raises(CounterClosed) as refused:
        clerk.calls_next()
    assert refused.value.sentence("vi").startswith(vietnamese)
    assert refused.value.sentence("en").startswith(english)


def test_yesterdays_opening_does_not_count_today(day):
    clerk = day.clerk(2)
    day.passes(days=1)
    day.arrives()

    with pytest.raises(CounterClosed):
        clerk.calls_next()


def test_the_help_desk_calls_nobody(day):
    with pytest.raises(CounterIdle):
        Clerk(day.hall, "Q01").opens()


def test_nobody_waiting_is_said(day):
    with pytest.raises(NothingWaiting, match="2"):
        day.clerk(2).calls_next()


def test_a_recall_is_counted(day):
    who = day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()

    assert clerk.recalls(who).times_called == 2
