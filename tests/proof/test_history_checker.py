"""The checker of histories finds what it is for: each kind of wrong, made up."""

import pytest
from proof.history import Happened, Pressed
from proof.presser import VERBS
from proof.rules import MOVES
from proof.turns import out_of_turn
from proof.witness import Witness, wrong_in

SERVES = {"Q02": ("A", "B"), "Q03": ("B",)}


def pressed(by, key, what, ticket, began, ended, **more) -> Pressed:
    facts = {"status": 201, "text": key} | more
    return Pressed(by, key, what, began, ended, ticket=ticket, **facts)


def issue(by, key, number, ticket, began, ended, **more) -> Pressed:
    facts = {"number": number, "service": "A"} | more
    return pressed(by, key, "issue", ticket, began, ended, **facts)


def issued(place, by, number, ticket, service="A", key_at=None, privileged=False) -> Happened:
    key_at = ticket if key_at is None else key_at
    return Happened(place, by, "issue", ticket, number, service, "", key_at, privileged)


def called(place, by, ticket, counter="Q02") -> Happened:
    return Happened(place, by, "call", ticket, counter=counter)


FIRST, SECOND = issue("p0", "a", "A1", 1, 0, 1), issue("p1", "b", "A2", 2, 2, 3)
CALL = pressed("p0", "c", "call", 1, 4, 5, counter="Q02")
PRESSES = [FIRST, SECOND, CALL]
JOURNAL = [issued(1, "p0", "A1", 1), issued(2, "p1", "A2", 2), called(3, "p0", 1)]


def instead(nth: int, **change) -> list[Pressed]:
    return [p._replace(**change) if n == nth else p for n, p in enumerate(PRESSES)]


def test_a_history_that_can_be_is_left_alone():
    again = FIRST._replace(began=7, ended=8)
    refused = Pressed("p1", "d", "call", 4, 5, 409, text="busy")
    opened = Happened(4, "test", "CounterOpened", counter="Q02")

    assert wrong_in([*PRESSES, again, refused], [*JOURNAL, opened], SERVES) == []


def test_of_two_that_overlap_either_may_be_first():
    slow, quick = issue("p0", "a", "A2", 2, 0, 9), issue("p1", "b", "A1", 1, 1, 2)
    journal = [issued(1, "p1", "A1", 1), issued(2, "p0", "A2", 2)]

    assert wrong_in([slow, quick], journal, SERVES) == []


def test_of_one_press_sent_twice_at_once_either_may_have_done_it():
    did_it, answered_first = issue("p0", "a", "A1", 1, 0, 9), issue("p0", "a", "A1", 1, 4, 5)
    later = issue("p1", "b", "A2", 2, 2, 3)

    assert wrong_in([did_it, answered_first, later], JOURNAL[:2], SERVES) == []


@pytest.mark.parametrize(
    ("presses", "journal", "said"),
    [
        ([*PRESSES, FIRST._replace(text="other")], JOURNAL, "a was answered in two ways"),
        (instead(1, number="A1"), JOURNAL, "A1 was given twice"),
        (instead(1, number="A3"), JOURNAL, "the numbers of A have a gap"),
        (instead(0, began=6, ended=7), JOURNAL, "A2 was given before A1 was asked for"),
        (PRESSES, JOURNAL[:2], "c was answered and is not in the journal"),
        (PRESSES[:2], JOURNAL, "event 3 (call of 1) was answered to nobody"),
        (PRESSES, [*JOURNAL, issued(4, "p1", "A3", 3)], "event 4 (issue of 3) was answered to no"),
        (PRESSES, JOURNAL[::2], "event 3 comes after event 1"),
        (instead(2, counter="Q03"), JOURNAL, "c was answered and is not in the journal"),
        (instead(0, number="A7"), JOURNAL, "a was answered and is not in the journal"),
        (instead(2, by="p1"), JOURNAL, "c was answered and is not in the journal"),
        (instead(2, began=-2, ended=-1), JOURNAL, "c was answered before b was sent"),
    ],
)
def test_what_nobody_can_have_been_answered_is_found(presses, journal, said):
    assert said in "; ".join(wrong_in(presses, journal, SERVES))


def test_what_is_done_twice_under_one_key_is_found():
    journal = [*JOURNAL[:2], issued(3, "p0", "A3", 3), called(4, "p0", 1)]

    assert wrong_in(PRESSES, journal, SERVES) == ["event 3 (issue of 3) was answered to nobody"]


def test_a_piece_at_a_time_only_what_was_answered_must_be_there():
    witness = Witness()

    witness.hears(JOURNAL[:2], [FIRST])
    assert (witness.wrong, witness.unanswered()) == ([], {2})

    witness.hears([], [SECOND, CALL])
    assert witness.wrong == ["c was answered and is not in the journal"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([called(3, "p0", 2)], "ticket 2 was called, 1 was due"),
        ([called(3, "p0", 9)], "ticket 9 was called and did not wait"),
        ([called(3, "p0", 1), called(4, "p1", 1, "Q03")], "ticket 1 was called and did not wait"),
        ([called(3, "p0", 1, "Q03")], "ticket 1 was called, None was due"),
        ([Happened(3, "p0", "cancel", 1), called(4, "p0", 1)], "called and did not wait"),
        ([issued(3, "p0", "A3", 3, privileged=True, key_at=0), called(4, "p0", 1)], "3 was due"),
        ([issued(3, "p0", "A3", 3, key_at=1), called(4, "p0", 3)], "1 was due"),
        ([Happened(3, "p0", "transfer", 1, service="B"), called(4, "p1", 2, "Q03")], "1 was due"),
    ],
)
def test_a_call_out_of_turn_is_found(more, said):
    [found] = out_of_turn([*JOURNAL[:2], *more], SERVES)

    assert said in found


def test_after_two_with_a_head_start_somebody_without_is_due():
    privileged = [issued(n, "p0", f"A{n}", n, privileged=True, key_at=-n) for n in (3, 4, 5)]
    line = [*JOURNAL[:2], *privileged]
    right = [called(n, "p0", who) for n, who in enumerate((5, 4, 1, 3, 2), 6)]
    third_in_a_row = [called(n, "p0", who) for n, who in enumerate((5, 4, 3), 6)]

    assert list(out_of_turn([*line, *right], SERVES)) == []
    assert len(list(out_of_turn([*line, *third_in_a_row], SERVES))) == 1


def test_who_returns_waits_again_at_the_place_that_they_were_given():
    returned = Happened(4, "p0", "return", 1, key_at=0, privileged=True)
    journal = [*JOURNAL, returned, called(5, "p0", 1), called(6, "p1", 2)]

    assert list(out_of_turn(journal, SERVES)) == []


def test_everything_that_a_clerk_can_press_is_pressed():
    assert {*VERBS.values()} == MOVES.keys() - {"rating"}
