"""The hall's data changes while people wait: what they hold goes on."""

from dataclasses import replace

import pytest
from floors import renamed, swapped_letters, without
from hall_goes_on import goes_on
from story import Day

from queue_server.desks.events import CounterClosed
from queue_server.devices import commands as devices
from queue_server.folder import commands as importing
from queue_server.folder.refusals import PeopleInTheHall, SurprisingChange
from queue_server.hall.refusals import (
    CounterRetired,
    UnknownPriority,
    UnknownProcedure,
    UnknownService,
)
from queue_server.hall.rules.roles import Role
from queue_server.hall.tables import floor_of, furnish
from queue_server.kernel.proof import verify
from queue_server.screens import board, phone
from queue_server.turns.tables import Tickets


@pytest.fixture
def imports(hall):
    """Imports another floor, and sees that every screen goes on."""

    def put(floor, **said):
        hall.do(importing.import_floor, floor, by="import", **{"is_meant": True} | said)
        goes_on(hall)

    return put


def test_a_counter_that_goes_serves_out_whoever_is_there(day, floor, imports):
    day.arrives("LLTP")
    second = day.arrives("LLTP")
    clerk, other = day.clerk(2), day.clerk(3)
    clerk.calls_next()
    first = day.hall.ask(lambda view: Tickets(view).at_counter("Q02"))

    imports(without(floor, counters=["Q02"]))

    clerk.starts(first)
    clerk.finishes(first)
    with pytest.raises(CounterRetired):
        clerk.calls_next()
    assert other.calls_next() == second.number
    goes_on(day.hall)


def test_an_open_empty_counter_that_goes_is_closed_and_the_night_goes_on(day, floor, imports):
    day.clerk(2)

    imports(without(floor, counters=["Q02"]))

    closed = [e for e in day.events() if isinstance(e, CounterClosed)]
    assert [e.counter_id for e in closed] == ["Q02"]
    day.passes(days=1)
    day.ends_past_days()
    goes_on(day.hall)


def test_a_service_that_goes_gives_no_numbers_and_its_line_is_served_out(day, floor, imports):
    numbers = [day.arrives("TUPHAP").number, day.arrives("TUPHAP").number]
    clerk = day.clerk(3)

    imports(without(floor, services=["TUPHAP"]))

    with pytest.raises(UnknownService):
        day.arrives("TUPHAP")
    assert [clerk.serves(), clerk.serves()] == numbers


def test_a_service_and_all_its_counters_may_go_at_once(day, floor, imports):
    number = day.arrives("LLTP").number
    clerk = day.clerk(2)

    imports(without(floor, services=["LLTP"], counters=["Q02", "Q03"]))

    assert clerk.serves() == number


def test_nobody_is_sent_to_a_service_that_goes(day, floor, imports):
    day.arrives("TUPHAP")
    clerk = day.clerk(3)
    clerk.calls_next()
    who = day.hall.ask(lambda view: Tickets(view).at_counter("Q03"))

    imports(without(floor, services=["LLTP"]))

    with pytest.raises(UnknownService):
        clerk.transfers(who, "LLTP")


def test_a_priority_group_that_goes_keeps_who_has_it_in_front(day, floor, imports):
    day.arrives("LLTP")
    elder = day.arrives("LLTP", "NGUOI_CAO_TUOI")

    imports(without(floor, groups=["NGUOI_CAO_TUOI"]))

    with pytest.raises(UnknownPriority):
        day.arrives("LLTP", "NGUOI_CAO_TUOI")
    assert day.clerk(2).calls_next() == elder.number


def test_a_procedure_that_goes_is_still_named_where_somebody_came_for_it(day, floor, imports):
    procedure = next(p for p in floor.procedures if p.service_id == "LLTP")
    who = day.arrives("LLTP", procedure_code=procedure.code)

    imports(without(floor, procedures=[procedure.code]))

    with pytest.raises(UnknownProcedure):
        day.arrives("LLTP", procedure_code=procedure.code)
    code = day.now(who).procedure_code
    assert day.hall.ask(lambda view: floor_of(view).procedure(code)) == procedure


def test_two_services_that_swap_letters_give_no_number_twice(day, floor, imports):
    before = [day.arrives(s).number for s in ("LLTP", "LLTP", "TUPHAP")]

    imports(swapped_letters(floor, "LLTP", "TUPHAP"))
    after = [day.arrives(s).number for s in ("TUPHAP", "LLTP", "TUPHAP")]

    assert before == ["A001", "A002", "B001"]
    assert after == ["A003", "B002", "A004"]
    assert day.hall.ask(verify).problems == []


def test_a_service_renamed_with_its_letter_kept_goes_on_counting(day, floor, imports):
    day.arrives("LLTP")

    imports(renamed(floor, "LLTP", "LYLICH"))

    assert day.arrives("LYLICH").number == "A002"
    assert day.hall.ask(verify).problems == []


def test_a_service_that_comes_back_is_as_it_was(day, floor, imports):
    day.arrives("LLTP")

    imports(without(floor, services=["LLTP"]))
    imports(floor)

    assert day.arrives("LLTP").number == "A002"
    assert day.hall.ask(floor_of) == floor


def test_history_names_what_no_data_has_any_more(day, floor, imports):
    day.arrives("LLTP", "NGUOI_CAO_TUOI")
    day.clerk(2).serves()
    day.passes(days=1)
    day.ends_past_days()

    imports(without(floor, services=["LLTP"], counters=["Q02"], groups=["NGUOI_CAO_TUOI"]))
    imports(without(floor, services=["LLTP"], counters=["Q02"], groups=["NGUOI_CAO_TUOI"]))

    kept = day.hall.ask(floor_of)
    assert kept.service("LLTP") == floor.service("LLTP")
    assert all("LLTP" not in c.service_ids for c in kept.counters)


def test_data_of_an_older_version_that_forgot_what_people_hold_still_shows_them(day, floor):
    who = day.arrives("LLTP", "NGUOI_CAO_TUOI")
    clerk = day.clerk(2)
    clerk.calls_next()
    forgot = without(floor, services=["LLTP"], counters=["Q02"], groups=["NGUOI_CAO_TUOI"])

    day.hall.do(lambda tx: furnish(tx, forgot, by="test"))

    [call] = day.hall.ask(board.board).calls
    assert (call.number, call.counter_name["vi"]) == (who.number, "Q02")
    assert day.hall.ask(phone.citizen, who.id).service.id == "LLTP"
    assert clerk.finishes(who).state == "served"


def test_what_is_surprising_is_not_done_before_somebody_says_so(day, floor):
    day.arrives("LLTP")
    new = without(floor, services=["LLTP"])

    with pytest.raises(SurprisingChange):
        day.hall.do(importing.import_floor, new, by="import")

    assert day.hall.ask(floor_of) == floor


def test_the_day_does_not_move_under_people(day, floor):
    day.arrives("LLTP")
    hours = replace(floor.hours, timezone="Asia/Tokyo")
    new = replace(floor, hall=replace(floor.hall, timezone="Asia/Tokyo"), hours=hours)

    with pytest.raises(PeopleInTheHall):
        day.hall.do(importing.import_floor, new, by="import", is_meant=True)


def test_a_bound_clerk_finds_the_desk_that_goes(day: Day, floor, imports):
    day.hall.do(devices.add_device, "desk9", Role.CLERK, "digest", by="it", counter_id="Q02")

    found = day.hall.ask(importing.changes, without(floor, counters=["Q02"]))

    assert [it.facts["name"] for it in found if it.change == "seat_gone"] == ["desk9"]
