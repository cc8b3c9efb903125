"""How long a try waits: what people do is never slowed, whatever a clock does."""

from datetime import timedelta

import pytest
from tickets_of import AT

from queue_server.devices import rules
from queue_server.devices.rules import FREE_TRIES, NUMBER_EVERY, NUMBERS_AT_ONCE, Tries

SECOND = timedelta(seconds=1)


def wrong(times, at=AT):
    return Tries(count=times, at=at)


@pytest.mark.parametrize(
    ("times", "seconds"), [(0, 0), (4, 0), (5, 10), (6, 20), (8, 80), (11, 600), (10**6, 600)]
)
def test_each_wrong_password_over_the_free_ones_doubles_the_wait(times, seconds):
    assert rules.wait(wrong(times), AT, FREE_TRIES) == seconds * SECOND


def test_the_wait_passes_and_an_hour_later_all_is_forgotten():
    assert rules.wait(wrong(6), AT + 15 * SECOND, FREE_TRIES) == 5 * SECOND
    assert rules.wait(wrong(6), AT + 20 * SECOND, FREE_TRIES) == timedelta(0)
    assert rules.one_more(wrong(50), AT + timedelta(hours=1, seconds=1)).count == 1


def test_a_clock_that_was_set_back_makes_nobody_wait():
    full = Tries(count=NUMBERS_AT_ONCE, at=AT)

    assert rules.wait(wrong(50), AT - timedelta(hours=2), FREE_TRIES) == timedelta(0)
    assert rules.number_wait(full, AT - timedelta(hours=2)) == timedelta(0)


def numbers_given(every, seconds):
    """How many numbers a touchscreen gives that is pressed all the time."""
    tries, given = Tries(), 0
    for n in range(int(seconds / every)):
        now = AT + n * every * SECOND
        if rules.number_wait(tries, now) <= timedelta(0):
            left, given = rules.drained(tries, now), given + 1
            tries = Tries(count=left.count + 1, at=left.at)
    return given


def test_a_crowd_is_served_and_a_program_is_not():
    assert numbers_given(every=5, seconds=3600) == 720  # people, for an hour without a pause
    assert numbers_given(every=0.5, seconds=10) == 20  # a crowd at the door
    assert numbers_given(every=0.01, seconds=60) == NUMBERS_AT_ONCE + 60 // NUMBER_EVERY.seconds - 1
