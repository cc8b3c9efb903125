"""A day is played again by the rule that called it: with the same rule it comes to the same."""

from datetime import datetime, timedelta

import pytest
from hall_clock import HALL

from queue_server.hall.rules.policy import PRESETS, Policy
from queue_server.turns.rules.trying import Shift, Visit, outcome, play

MORNING = datetime(2026, 11, 25, 8, tzinfo=HALL)
EVENING = MORNING.replace(hour=17)


def at(minute):
    return MORNING + timedelta(minutes=minute)


def visits(*those, stays=10):
    """Of (minute of arrival, minutes of head start)."""
    return [
        Visit(
            id=n,
            came=at(minute),
            service_id="LLTP",
            bonus_min=bonus,
            stays=timedelta(minutes=stays),
        )
        for n, (minute, bonus) in enumerate(those, 1)
    ]


def shift(counter="Q02", opens=MORNING, closes=EVENING):
    return Shift(counter_id=counter, services=["LLTP"], opens=opens, closes=closes)


def order(people, policy, *shifts, **more):
    return [it.visit.id for it in play(people, shifts or [shift()], policy, **more)]


def test_first_come_is_first_called_whoever_they_are():
    people = visits((0, 0), (1, 0), (2, 60), (3, 0))

    assert order(people, PRESETS["first_come"]) == [1, 2, 3, 4]


def test_strict_priority_calls_all_of_them_first():
    people = visits((0, 0), (1, 0), (2, 60), (3, 60), (4, 60), (5, 60))

    assert order(people, PRESETS["strict_priority"]) == [1, 3, 4, 5, 6, 2]


def test_the_usual_rule_lets_a_regular_person_in_after_two():
    people = visits((0, 0), (1, 0), (2, 60), (3, 60), (4, 60), (5, 0))

    assert order(people, Policy()) == [1, 3, 4, 2, 5, 6]


def test_two_counters_share_a_line_and_a_closed_one_calls_nobody():
    people = visits((0, 0), (0, 0), (0, 0), (0, 0))
    late = shift("Q03", opens=at(5), closes=at(15))

    called = play(people, [shift(), late], Policy())

    assert [(it.visit.id, it.waited / timedelta(minutes=1)) for it in called] == [
        (1, 0),
        (2, 5),
        (3, 10),
        (4, 20),  # counter 3 has closed
    ]


def test_a_counter_that_paused_and_opened_again_serves_one_at_a_time():
    people = visits((0, 0), (0, 0), (0, 0))
    shifts = [shift(closes=at(3)), shift(opens=at(5))]

    assert [it.at for it in play(people, shifts, Policy())] == [at(0), at(10), at(20)]


def test_whoever_gave_up_is_not_called_and_whoever_is_left_is_counted():
    first, second, third = visits((0, 0), (1, 0), (2, 0))
    impatient = Visit(**{n: getattr(second, n) for n in Visit.__slots__} | {"gives_up": at(5)})
    people = [first, impatient, third]

    found = outcome(people, play(people, [shift(closes=at(20))], Policy()))

    assert (found.called, found.uncalled) == (2, 1)


def test_the_figures_of_a_day():
    people = visits((0, 0), (1, 0), (2, 60))

    found = outcome(people, play(people, [shift()], PRESETS["strict_priority"]))

    assert found.mean_min == pytest.approx((0 + 19 + 8) / 3)
    assert found.priority_mean_min == found.priority_p90_min == pytest.approx(8)
    assert (found.overtakes, found.uncalled) == (1, 0)


def test_a_clerk_rests_between_two_people():
    people = visits((0, 0), (0, 0))

    first, second = play(people, [shift()], Policy(), gap=timedelta(minutes=2))

    assert second.at - first.at == timedelta(minutes=12)
