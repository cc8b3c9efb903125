"""A ticket as staff and machines see it."""

from typing import Any

from queue_server.estimates.queries import Lines, as_json
from queue_server.hall.rules.floor import Procedure
from queue_server.hall.tables import floor_of
from queue_server.hall.wording import local, time_limit
from queue_server.kernel.view import View
from queue_server.turns.rules.tickets import Ticket


def ticket(view: View, it: Ticket, lines: Lines | None = None) -> dict[str, Any]:
    """A ticket with its place in line. `ahead` and `estimate` are null when it does not wait."""
    counter = floor_of(view).counter(it.counter_id) if it.counter_id else None
    return {
        "id": it.id,
        "number": it.number,
        "state": it.state.value,
        "service_id": it.service_id,
        "counter_id": it.counter_id,
        "counter": counter.number if counter else None,
        **place(view, it, lines),
        "issued_at": local(floor_of(view), it.issued_at),
        "called_at": local(floor_of(view), it.called_at),
        "started_at": local(floor_of(view), it.started_at),
        "ended_at": local(floor_of(view), it.ended_at),
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
