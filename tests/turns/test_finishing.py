"""The end of a visit: what came of it, and the next person in the same press."""

import pytest

from queue_server.hall.refusals import UnknownReason
from queue_server.turns.refusals import NobodyServed, NothingWaiting
from queue_server.turns.rules.tickets import State


@pytest.fixture
def clerk(day):
    return day.clerk(2)


def served(day, clerk):
    """Somebody whose service has begun."""
    who = day.arrives()
    clerk.calls_next()
    return clerk.starts(who)


def test_a_visit_ends_with_an_outcome_of_the_halls_list(day, clerk):
    who = served(day, clerk)

    assert clerk.finishes(who, "YEU_CAU_BO_SUNG").outcome == "YEU_CAU_BO_SUNG"


def test_an_outcome_that_is_not_in_the_list_ends_nothing(day, clerk):
    who = served(day, clerk)

    with pytest.raises(UnknownReason, match="DA_TIEP_NHAN"):
        clerk.finishes(who, "GIAI_LAO")

    assert day.now(who).state is State.SERVING


def test_an_outcome_goes_with_the_finish_that_is_undone(day, clerk):
    who = served(day, clerk)
    clerk.finishes(who, "TU_CHOI")

    back = clerk.undoes(who)

    assert (back.state, back.outcome) == (State.SERVING, None)
    assert clerk.finishes(who).outcome is None


def test_one_press_ends_the_service_and_calls_the_next(day, clerk):
    who, following = served(day, clerk), day.arrives()

    assert clerk.finishes_and_calls("DA_TIEP_NHAN") == following.number

    assert (day.now(who).state, day.now(who).outcome) == (State.SERVED, "DA_TIEP_NHAN")
    assert day.now(following).counter_id == "Q02"


def test_both_happen_or_neither(day, clerk):
    who = served(day, clerk)

    with pytest.raises(NothingWaiting):
        clerk.finishes_and_calls()

    assert day.now(who).state is State.SERVING


def test_nobody_knows_whether_somebody_who_was_only_called_has_come(day, clerk):
    day.arrives()
    with pytest.raises(NobodyServed):
        clerk.finishes_and_calls()
    clerk.calls_next()

    with pytest.raises(NobodyServed):
        clerk.finishes_and_calls()


def test_the_call_is_undone_and_then_the_finish(day, clerk):
    who, following = served(day, clerk), day.arrives()
    clerk.finishes_and_calls()

    clerk.undoes(following)

    assert clerk.undoes(who).state is State.SERVING
    assert day.now(following).state is State.WAITING
