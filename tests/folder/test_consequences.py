"""What a new floor changes for whom: each kind of change once, in both languages."""

import string
from dataclasses import replace

import pytest
from conftest import DEMO
from floors import renumbered, swapped_letters, without
from hall_clock import WEDNESDAY_MORNING
from tickets_of import ticket

from queue_server.folder import read
from queue_server.folder.consequences import Change, Present, consequences
from queue_server.folder.wording import SAYS, says
from queue_server.hall.rules.hours import Hours
from queue_server.hall.rules.policy import PRESETS
from queue_server.turns.rules.tickets import State
from words import Text

FLOOR = read(DEMO)
WAITS = ticket(service_id="LLTP", number="A001", priority_group="NGUOI_CAO_TUOI")
CALLED = WAITS.moved(id=2, state=State.CALLED, counter_id="Q02")
PRESENT = Present(
    now=WEDNESDAY_MORNING,
    tickets=[WAITS, CALLED],
    open_counters={"Q02"},
    seats={"lan": "Q02"},
)
EMPTY = Present(now=WEDNESDAY_MORNING, tickets=[], open_counters=(), seats={})
OTHER_HALL = replace(FLOOR.hall, name=Text(vi="Bộ phận Một cửa", en="Another office"))
CASES = {
    Change.HALL_RENAMED: replace(FLOOR, hall=OTHER_HALL),
    Change.ZONE_MOVED: replace(FLOOR, hall=replace(FLOOR.hall, timezone="Asia/Tokyo")),
    Change.HOURS: replace(FLOOR, hours=replace(FLOOR.hours, days_off={})),
    Change.CLOSED_NOW: replace(FLOOR, hours=Hours(week={})),
    Change.POLICY: replace(FLOOR, policy=PRESETS["alternate"]),
    Change.SERVICE_GONE: without(FLOOR, services=["LLTP"]),
    Change.LETTER_MOVED: swapped_letters(FLOOR, "LLTP", "TUPHAP"),
    Change.NOBODY_CALLS: without(FLOOR, counters=["Q02"]),
    Change.COUNTER_GONE: without(FLOOR, counters=["Q04"]),
    Change.COUNTER_GONE_BUSY: without(FLOOR, counters=["Q02"]),
    Change.COUNTER_RENUMBERED: renumbered(FLOOR, "Q02", 77),
    Change.SEAT_GONE: without(FLOOR, counters=["Q02"]),
    Change.GROUP_GONE: without(FLOOR, groups=["NGUOI_CAO_TUOI"]),
    Change.PROCEDURES: replace(FLOOR, procedures=FLOOR.procedures[1:]),
}
UNSURPRISING = {Change.HOURS, Change.POLICY, Change.PROCEDURES, Change.SEAT_GONE}


@pytest.mark.parametrize("change", CASES)
def test_a_change_is_said_and_is_surprising_when_it_touches_somebody(change):
    found = {it.change: it for it in consequences(FLOOR, CASES[change], PRESENT)}

    assert found[change].is_surprising == (change not in UNSURPRISING)
    assert says(found[change], "vi") != says(found[change], "en")


@pytest.mark.parametrize(
    "change", [Change.LETTER_MOVED, Change.CLOSED_NOW, Change.COUNTER_RENUMBERED, Change.GROUP_GONE]
)
def test_the_same_change_surprises_nobody_in_an_empty_hall(change):
    found = {it.change: it for it in consequences(FLOOR, CASES[change], EMPTY)}

    assert not found[change].is_surprising


def test_what_is_new_is_said():
    smaller = without(FLOOR, services=["LLTP"], counters=["Q04"])

    found = {it.change for it in consequences(smaller, FLOOR, EMPTY)}

    assert {Change.SERVICE_ADDED, Change.COUNTER_ADDED} <= found


def test_the_same_floor_changes_nothing():
    assert consequences(FLOOR, FLOOR, PRESENT) == []


@pytest.mark.parametrize("change", Change)
def test_every_change_has_a_sentence_with_the_same_facts_in_both_languages(change):
    vietnamese, english = (
        {name for _, name, _, _ in string.Formatter().parse(SAYS[change][language]) if name}
        for language in ("vi", "en")
    )

    assert vietnamese == english
