"""A ticket as staff and machines see it."""

from typing import Any

from queue_server.domain.floor import Floor, Procedure
from queue_server.domain.tickets import State, Ticket
from queue_server.queries.lines import Lines, as_json
from queue_server.store import View


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
    if it.state is not State.WAITING or it.day != view.day:
        return {"ahead": None, "estimate": None, "prospect": None}
    lines = lines or Lines(view)
    return {
        "ahead": lines.ahead_of(it),
        "estimate": as_json(lines.estimate(it.service_id, it)),
        "prospect": lines.prospect(it.service_id, it).value,
    }


def local(floor: Floor, moment: Any) -> str | None:
    """A moment as ISO 8601 in the hall's time zone, to the second."""
    if moment is None:
        return None
    return str(moment.astimezone(floor.hours.zone).isoformat(timespec="seconds"))


def procedure(it: Procedure) -> dict[str, Any]:
    """A procedure as people read it before they take a number."""
    time_vi, time_en = _time_limit(it)
    return {
        "code": it.code,
        "name": it.name,
        "name_en": it.name_en,
        "fee_vnd": it.fee_counter_vnd,
        "fee_online_vnd": it.fee_online_vnd,
        "time_text_vi": time_vi,
        "time_text_en": time_en,
        "same_day_cutoff": it.same_day_cutoff,
        "papers": list(it.papers),
        "papers_en": list(it.papers_en),
    }


_UNITS = {
    "working_day": ("ngày làm việc", "working days"),
    "calendar_day": ("ngày", "days"),
    "working_hour": ("giờ làm việc", "working hours"),
}


def _time_limit(it: Procedure) -> tuple[str, str]:
    if it.time_unit == "same_day":
        return "Trong ngày", "Same day"
    unit_vi, unit_en = _UNITS[it.time_unit]
    many = f"{it.time_limit:g}"
    english = unit_en.removesuffix("s") if it.time_limit == 1 else unit_en
    return f"{many.replace('.', ',')} {unit_vi}", f"{many} {english}"
