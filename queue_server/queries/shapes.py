"""A ticket as staff and machines see it."""

from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal

from queue_server.domain.floor import Floor, Procedure
from queue_server.domain.tickets import Ticket
from queue_server.domain.words import said
from queue_server.queries.lines import Lines, as_json
from queue_server.store import View
from words import Text


def ticket(view: View, it: Ticket, lines: Lines | None = None) -> dict[str, Any]:
    """A ticket with its place in line. `ahead` and `estimate` are null when it does not wait."""
    counter = view.floor.counter(it.counter_id) if it.counter_id else None
    return {
        "id": it.id,
        "number": it.number,
        "state": it.state.value,
        "service_id": it.service_id,
        "counter_id": it.counter_id,
        "counter": counter.number if counter else None,
        **place(view, it, lines),
        "issued_at": local(view.floor, it.issued_at),
        "called_at": local(view.floor, it.called_at),
        "started_at": local(view.floor, it.started_at),
        "ended_at": local(view.floor, it.ended_at),
        "times_called": it.times_called,
        "priority_group": it.priority_group,
        "procedure_code": it.procedure_code,
        "rating": it.rating,
    }


def place(view: View, it: Ticket, lines: Lines | None = None) -> dict[str, Any]:
    """How many are `ahead`, the `estimate`, and the `prospect` (see Prospect).

    All are null for one who is not in line today.
    """
    outlook = (lines or Lines(view)).outlook(it)
    if outlook is None:
        return {"ahead": None, "estimate": None, "prospect": None}
    return {
        "ahead": outlook.ahead,
        "estimate": as_json(outlook.estimate),
        "prospect": outlook.prospect.value,
    }


def local(floor: Floor, moment: Any) -> str | None:
    """A moment as ISO 8601 in the hall's time zone, to the second."""
    if moment is None:
        return None
    return str(moment.astimezone(floor.hours.zone).isoformat(timespec="seconds"))


def procedure(it: Procedure) -> dict[str, Any]:
    """A procedure as people read it before they take a number."""
    return {
        "code": it.code,
        "name": it.name,
        "fee_vnd": it.fee_counter_vnd,
        "fee_online_vnd": it.fee_online_vnd,
        "time_text": time_limit(it),
        "same_day_cutoff": it.same_day_cutoff,
        "papers": list(it.papers),
    }


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
