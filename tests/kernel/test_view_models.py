"""What somebody may not know is left away, however deep it lies and in whatever it is held."""

from collections.abc import Sequence

from queue_server.kernel.view_models import UNSET, Unsaid, ViewModel, encoded, without


class Person(ViewModel, kw_only=True):
    number: str
    reason: Unsaid[str | None] = UNSET


class Room(ViewModel, kw_only=True):
    first: Person
    people: Sequence[Person]
    facts: dict[str, object]


def test_a_field_is_left_away_in_models_lists_tuples_and_dictionaries():
    ill = Person(number="A001", reason="ill")
    facts = {"reason": "ill", "heads": ({"reason": "ill", "number": "A001"},)}

    for people in ([ill], (ill,)):
        told = without(Room(first=ill, people=people, facts=facts), {"reason"})
        assert "ill" not in encoded(told)
        assert encoded(told).count("A001") == 3


def test_whoever_may_know_everything_is_told_the_very_same():
    ill = Person(number="A001", reason="ill")

    assert without(ill, ()) is ill
