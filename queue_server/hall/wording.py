"""How the hall's times are said and written."""

from collections.abc import Mapping
from datetime import datetime
from typing import overload

from babel.numbers import format_decimal

from queue_server.hall.rules.floor import Floor
from queue_server.hall.rules.floor_data import Procedure
from queue_server.hall.words import said
from words import Text

OPENS_AGAIN = said("It opens again at {when}. Please come back then.")


NOBODY_KNOWS = said("When it opens again is not known yet. Please see the hall's notices.")


def opens_again(opens: datetime | None) -> Mapping[str, str | Text | None]:
    """The facts of HallClosed: when it opens again; None: no day of the calendar is known."""
    if opens is None:
        return {"opens": None, "again": NOBODY_KNOWS}
    when = opens.strftime("%H:%M, %d/%m/%Y")
    return {"opens": when, "again": OPENS_AGAIN.filled(when=when)}


@overload
def local(floor: Floor, moment: datetime) -> str: ...


@overload
def local(floor: Floor, moment: datetime | None) -> str | None: ...


def local(floor: Floor, moment: datetime | None) -> str | None:
    """A moment as ISO 8601 in the hall's time zone, to the second; None of none."""
    if moment is None:
        return None
    return moment.astimezone(floor.hours.zone).isoformat(timespec="seconds")


# How long a procedure takes: of several units, and of one.
SAME_DAY = said("Same day")


LIMITS: Mapping[str, tuple[Text, Text]] = {
    "working_day": (said("{many} working days"), said("{many} working day")),
    "calendar_day": (said("{many} days"), said("{many} day")),
    "working_hour": (said("{many} working hours"), said("{many} working hour")),
}


def time_limit(it: Procedure) -> Text:
    """How long a procedure takes at most, with its number as each language writes it."""
    if it.time_unit == "same_day":
        return SAME_DAY
    several, one = LIMITS[it.time_unit]
    many = {lang: format_decimal(it.time_limit, locale=lang) for lang in several}
    return (one if it.time_limit == 1 else several).filled(many=Text(many))
