"""The checker of histories finds what it is for: each kind of wrong, made up."""

import pytest
from proof.history import Held, Pressed, check


def issue(key, number, ticket, began, ended, **more) -> Pressed:
    facts = {"what": "issue", "status": 201, "service": "LLTP", "text": number} | more
    return Pressed(key=key, number=number, ticket=ticket, began=began, ended=ended, **facts)


def call(key, ticket, counter) -> Pressed:
    return Pressed(
        key=key, what="call", began=5, ended=6, status=201, ticket=ticket, counter=counter
    )


TWO = {1: Held("A001", "LLTP", ("Q02",)), 2: Held("A002", "LLTP", ())}
FIRST, SECOND = issue("a", "A001", 1, 0, 1), issue("b", "A002", 2, 2, 3)


def test_a_history_that_can_be_is_left_alone():
    again = issue("a", "A001", 1, 7, 8)  # the same press, repeated later
    at_once = issue("c", "A003", 3, 0, 9)
    refused = Pressed(key="d", what="call", began=0, ended=1, status=409)
    held = TWO | {3: Held("A003", "LLTP", ())}

    assert check([FIRST, SECOND, again, at_once, refused, call("e", 1, "Q02")], held) == []


@pytest.mark.parametrize(
    ("presses", "held", "said"),
    [
        ([FIRST, issue("a", "A002", 2, 2, 3)], TWO, "answered in two ways"),
        ([FIRST, issue("b", "A001", 1, 2, 3)], TWO, "given twice"),
        ([FIRST, issue("b", "A009", 9, 2, 3)], TWO, "A009 was given and is not held"),
        ([issue("a", "A002", 2, 0, 1), issue("b", "A001", 1, 2, 3)], TWO, "asked for after"),
        ([FIRST], {1: TWO[1], 2: Held("A003", "LLTP", ())}, "have a gap"),
        ([FIRST], {1: TWO[1], 2: Held("A001", "LLTP", ())}, "there twice"),
        ([FIRST, call("c", 1, "Q03")], TWO, "called to Q03 once more"),
        ([FIRST, call("c", 1, "Q02"), call("d", 1, "Q02")], TWO, "called to Q02 once more"),
        ([call("c", 9, "Q02")], TWO, "ticket 9 was called"),
    ],
)
def test_what_cannot_be_is_found(presses, held, said):
    assert said in "; ".join(check(presses, held))
