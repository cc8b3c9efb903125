"""A visit is rated once, by its citizen, after the service, for a week."""

import pytest

from queue_server.ratings.refusals import AlreadyRated, RatingClosed
from queue_server.turns.refusals import NotAllowed


@pytest.fixture
def served(day):
    who = day.arrives()
    day.clerk(2).serves()
    return who


def test_a_served_visit_is_rated_once(day, served):
    assert day.rates(served, 4).rating == 4

    with pytest.raises(AlreadyRated):
        day.rates(served, 5)


def test_what_was_said_is_kept_with_its_reason(day, served):
    day.rates(served, 2, reason="chờ lâu")

    [row] = day.hall.ask(lambda view: view.query("SELECT * FROM ratings WHERE hall_id = :hall"))
    assert (row["ticket_id"], row["value"], row["reason"]) == (served.id, 2, "chờ lâu")


def test_nobody_rates_before_the_service_has_ended(day):
    who = day.arrives()

    with pytest.raises(NotAllowed):
        day.rates(who, 5)


def test_after_a_week_it_is_too_late(day, served):
    day.passes(days=7, seconds=1)

    with pytest.raises(RatingClosed):
        day.rates(served, 5)
