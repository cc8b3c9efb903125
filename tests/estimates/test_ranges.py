"""Ranges: what people say, how they lie in the hall's hours, and a line told in a few places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.estimates.rules.ranges import (
    MOST_KNOTS,
    Estimate,
    at_place,
    between,
    curve_of,
    late_from,
    lay,
    rounded,
    said,
)

MORNING = [(0.0, 60.0), (180.0, 390.0)]  # an hour until lunch, then until five
work = st.lists(st.floats(0, 30), min_size=1, max_size=80).map(
    lambda each: [(n, sum(each[:n])) for n in range(len(each))]
)


def test_minutes_are_said_as_people_say_them():
    assert [rounded(m) for m in (0.4, 9.5, 12.4, 12.5, 27.5, 34, 36)] == [0, 10, 10, 15, 30, 30, 40]


def test_a_wait_of_any_length_is_a_range():
    assert said(0, 0) == Estimate(low_min=0, high_min=0)
    assert said(0.2, 0.4) == Estimate(low_min=0, high_min=1)


def test_nobody_works_at_lunch():
    assert [lay(m, MORNING) for m in (0, 59, 60, 100)] == [0, 59, 180, 220]


def test_what_a_day_does_not_hold_comes_after_it():
    assert lay(300, MORNING) == 390 + 30
    assert lay(10, []) == 10


@given(work)
def test_a_curve_has_few_places_and_goes_through_both_ends(minutes):
    curve = curve_of(minutes, MORNING)
    whole = [said(it.low, it.high) for it in curve_of(minutes[-1:], MORNING)]

    assert len(curve) <= MOST_KNOTS
    assert at_place(curve, len(minutes) - 1) == whole[0]
    assert at_place(curve, len(minutes)) is None


@given(work)
def test_whoever_is_further_back_is_never_told_a_shorter_wait(minutes):
    waits = [at_place(curve_of(minutes, MORNING), place) for place in range(len(minutes))]

    assert waits == sorted(waits, key=lambda it: (it.high_min, it.low_min))


def test_a_long_even_line_is_told_exactly():
    minutes = [(place, 4.0 * place) for place in range(60)]
    curve = curve_of(minutes, [])

    told = [at_place(curve, place) for place in range(60)]
    assert told == [said(round(m * 0.65, 1), round(m * 1.35, 1)) for _, m in minutes]


@given(st.floats(0, 60), st.floats(0.5, 20), st.integers(1, 400))
def test_a_far_part_of_a_line_is_told_by_its_ends_and_where_shifts_end(work, each, many):
    every = [(n, work + n * each) for n in range(many + 1)]
    few = between(every[0], every[-1], MORNING)

    assert len(few) <= 2 + 2 * 2 * len(MORNING)
    assert late_from(few, 5, MORNING) == late_from(every, 5, MORNING)
    told = [_straight(few, n) for n, _ in every]
    for factor in (0.65, 1.35):
        whole = [lay(minutes * factor, MORNING) for _, minutes in every]
        assert [told[n][factor] for n in range(many + 1)] == pytest.approx(whole)


def _straight(few, n):
    """What lies on the straight line between two of the places told."""
    after = next(it for it in few if it[0] >= n)
    before = next(it for it in reversed(few) if it[0] <= n)
    part = 0 if after is before else (n - before[0]) / (after[0] - before[0])
    ends = {f: [lay(it[1] * f, MORNING) for it in (before, after)] for f in (0.65, 1.35)}
    return {f: low + (high - low) * part for f, (low, high) in ends.items()}
