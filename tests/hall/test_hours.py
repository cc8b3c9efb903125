"""When the hall is open, and what it says when it is not."""

from datetime import date, datetime

import pytest
from hall_clock import HALL

from queue_server.hall import queries as opening


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HALL)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-25T06:59:59", False),
        ("2026-11-25T07:00", True),
        ("2026-11-25T11:29:59", True),
        ("2026-11-25T11:30", False),
        ("2026-11-25T13:30", True),
        ("2026-11-25T17:00", False),
        ("2026-11-28T09:00", False),  # a Saturday
        ("2027-01-01T09:00", False),  # New Year's Day
    ],
)
def test_the_first_minute_of_a_shift_is_open_and_the_last_is_shut(floor, moment, is_open):
    assert floor.hours.is_open(at(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "note"),
    [
        ("2026-11-25T08:00", "Đang mở, đến 11:30"),
        ("2026-11-25T12:00", "Đang nghỉ, mở lại lúc 13:30"),
        ("2026-11-27T18:00", "Đang nghỉ, mở lại lúc 07:00, 30/11/2026"),
    ],
)
def test_the_door_says_until_when_or_from_when(floor, moment, note):
    assert opening.at(floor.hours, at(moment)).note["vi"] == note


def test_numbers_belong_to_the_local_date(floor):
    assert floor.hours.service_day(at("2026-11-25T00:30")) == date(2026, 11, 25)
    assert floor.hours.service_day(at("2026-11-25T23:59:59.999")) == date(2026, 11, 25)


def test_wednesday_and_friday_have_a_message(floor):
    assert "trực tuyến" in floor.hours.messages(date(2026, 11, 25))[0]["vi"]
    assert "không hẹn" in floor.hours.messages(date(2026, 11, 27))[0]["vi"]
    assert floor.hours.messages(date(2026, 11, 24)) == ()
