"""A ticket as staff and machines see it."""

from collections.abc import Sequence
from typing import Any

from queue_server.estimates.queries import Lines
from queue_server.estimates.rules.ranges import Estimate, Prospect
from queue_server.hall.rules.floor_data import Procedure
from queue_server.hall.tables import floor_of
from queue_server.hall.wording import local, time_limit
from queue_server.kernel.view import View
from queue_server.kernel.view_models import UNSET, Moment, Unsaid, ViewModel
from queue_server.turns.rules.tickets import State, Ticket
from words import Text


class StaffTicket(ViewModel, kw_only=True):
    """A ticket with its place in line; what somebody may not know is left away.

    `ahead`, `estimate` and `prospect` are null for one who is not in line today.
    """

    id: int
    number: str
    state: State
    service_id: str
    counter_id: str | None
    counter: int | None
    ahead: int | None
    estimate: Estimate | None
    prospect: Prospect | None
    issued_at: Moment
    called_at: Moment | None
    started_at: Moment | None
    ended_at: Moment | None
    times_called: int
    priority_group: Unsaid[str | None] = UNSET
    procedure_code: Unsaid[str | None] = UNSET
    rating: Unsaid[int | None] = UNSET
    outcome: Unsaid[str | None] = UNSET


class ProcedureGuide(ViewModel, kw_only=True):
    """A procedure as people read it before they take a number; fees in dong."""

    code: str
    name: Text
    fee_vnd: int | None
    fee_online_vnd: int | None
    time_text: Text
    same_day_cutoff: bool
    papers: Sequence[Text]


def ticket(view: View, it: Ticket, lines: Lines | None = None) -> StaffTicket:
    """A ticket with its place in line."""
    return StaffTicket(**ticket_fields(view, it, lines))


def ticket_fields(view: View, it: Ticket, lines: Lines | None = None) -> dict[str, Any]:
    """What a StaffTicket says, for that and for what says more."""
    floor = floor_of(view)
    return {
        "id": it.id,
        "number": it.number,
        "state": it.state,
        "service_id": it.service_id,
        "counter_id": it.counter_id,
        "counter": floor.counter(it.counter_id).number if it.counter_id else None,
        **place(view, it, lines),
        "issued_at": local(floor, it.issued_at),
        "called_at": local(floor, it.called_at),
        "started_at": local(floor, it.started_at),
        "ended_at": local(floor, it.ended_at),
        "times_called": it.times_called,
        "priority_group": it.priority_group,
        "procedure_code": it.procedure_code,
        "rating": it.rating,
        "outcome": it.outcome,
    }


def place(view: View, it: Ticket, lines: Lines | None = None) -> dict[str, Any]:
    """How many are `ahead`, the `estimate`, and the `prospect` (see Prospect).

    All are None for one who is not in line today.
    """
    outlook = (lines or Lines(view)).outlook(it)
    if outlook is None:
        return {"ahead": None, "estimate": None, "prospect": None}
    return outlook._asdict()


def procedure(it: Procedure) -> ProcedureGuide:
    """A procedure as people read it before they take a number."""
    return ProcedureGuide(
        code=it.code,
        name=it.name,
        fee_vnd=it.fee_counter_vnd,
        fee_online_vnd=it.fee_online_vnd,
        time_text=time_limit(it),
        same_day_cutoff=it.same_day_cutoff,
        papers=it.papers,
    )
