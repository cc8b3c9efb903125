"""What somebody may not know is left away, however deep it lies and in whatever it is held."""

import pytest

from queue_server.kernel.view_models import encoded, without
from queue_server.screens.desk import PersonRow
from words import Text

AWAY = PersonRow(
    id=1,
    number="A001",
    service_id="LLTP",
    service_name=Text(en="Records"),
    waited_min=3,
    counter_id=None,
    reason="ill",
)


@pytest.mark.parametrize("held_in", [list, tuple])
def test_a_field_is_left_away_in_models_lists_tuples_and_dictionaries(held_in):
    facts = {"reason": "ill", "number": "A001"}
    told = {"first": AWAY, "people": held_in([AWAY]), "heads": held_in([facts]), "reason": "ill"}

    known = encoded(without(told, {"reason"}))

    assert "ill" not in known
    assert known.count("A001") == 3


def test_whoever_may_know_everything_is_told_the_very_same():
    assert without(AWAY, ()) is AWAY
