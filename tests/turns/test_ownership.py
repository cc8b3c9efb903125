"""Who may press on whose turn, and know what of whom: every cell, written down once more."""

from itertools import product

import pytest
from tickets_of import ticket

from queue_server.hall.rules.roles import Caller, Role
from queue_server.turns.rules import ownership
from queue_server.turns.rules.ownership import KNOWS, PRESSES, Verb, Whose
from queue_server.turns.rules.tickets import AT_COUNTER, State

# A letter for each role that may: clerk, helper, manager, kiosk, integration, admin.
LETTERS = {
    "c": Role.CLERK,
    "h": Role.HELPER,
    "m": Role.MANAGER,
    "k": Role.KIOSK,
    "i": Role.INTEGRATION,
    "a": Role.ADMIN,
}
#                own    ours   elsewhere others
CELLS = {
    Verb.CALL: ("m", "cm", "m", "m"),
    Verb.CHOOSE: ("m", "cm", "m", "m"),
    Verb.OPEN: ("m", "cm", "m", "m"),
    Verb.PAUSE: ("m", "cm", "m", "m"),
    Verb.CLOSE: ("m", "cm", "m", "m"),
    Verb.RECALL: ("m", "cm", "m", "m"),
    Verb.START: ("m", "cm", "m", "m"),
    Verb.FINISH: ("m", "cm", "m", "m"),
    Verb.NO_SHOW: ("m", "cm", "m", "m"),
    Verb.HOLD: ("m", "cm", "m", "m"),
    Verb.RESUME: ("m", "cm", "m", "m"),
    Verb.TRANSFER: ("m", "cm", "m", "m"),
    Verb.RETURN: ("m", "chm", "m", "hm"),
    Verb.CANCEL: ("m", "chm", "m", "hm"),
    Verb.UNDO: ("chm", "m", "m", "m"),
    Verb.REPRINT: ("chm", "chm", "chm", "chm"),
    Verb.READ: ("chmkia", "chma", "chma", "chma"),
}
OF_A_PERSON = ("chmki", "cm", "m", "m")
FACTS = dict.fromkeys(
    (
        "priority_group",
        "priority",
        "procedure_code",
        "procedure",
        "hold_reason",
        "reason",
        "reason_text",
        "outcome",
    ),
    OF_A_PERSON,
) | {"rating": ("m", "m", "m", "m")}


def filled(cells, role, whose):
    return role in {LETTERS[letter] for letter in cells[list(Whose).index(whose)]}


def test_both_tables_are_whole():
    assert set(CELLS) == set(PRESSES) == set(Verb)
    assert set(FACTS) == set(KNOWS)


@pytest.mark.parametrize("verb", Verb)
def test_a_press_is_theirs_only_when_the_table_has_the_cell(verb):
    for role, whose in product(Role, Whose):
        assert ownership.may(verb, role, whose) == filled(CELLS[verb], role, whose), (role, whose)


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_is_told_only_when_the_table_has_the_cell(fact):
    for role, whose in product(Role, Whose):
        told = fact not in ownership.unknown_to(role, whose)
        assert told == filled(FACTS[fact], role, whose), (role, whose)


@pytest.mark.parametrize("state", State)
def test_whose_a_ticket_is_follows_from_where_it_is_and_waits(floor, state):
    lan = Caller(name="lan", role=Role.CLERK, counter_id="Q02")
    nobody = Caller(name="tam", role=Role.CLERK)
    ours, others = ticket(state=state, service_id="LLTP"), ticket(state=state, service_id="DATDAI")
    at_mine, at_another = others.moved(counter_id="Q02"), ours.moved(counter_id="Q04")

    def whose(who, it):
        return ownership.of_ticket(who, it, floor)

    if state in AT_COUNTER:
        assert [whose(lan, at_mine), whose(lan, at_another)] == [Whose.OURS, Whose.ELSEWHERE]
        assert whose(nobody, at_mine) is Whose.ELSEWHERE
    else:
        assert [whose(lan, ours), whose(lan, others)] == [Whose.OURS, Whose.OTHERS]
        assert [whose(lan, at_mine), whose(lan, at_another)] == [Whose.OURS, Whose.OURS]
        assert whose(nobody, ours) is Whose.OTHERS
