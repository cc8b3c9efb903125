"""What a citizen's phone shows: their own turn and nobody else's."""

from datetime import timedelta
from typing import Any

from queue_server.estimates.rules.ranges import Estimate, Prospect
from queue_server.hall.tables import floor_of
from queue_server.hall.wording import local
from queue_server.kernel.view import View
from queue_server.kernel.view_models import Moment, ViewModel
from queue_server.ratings import rules as ratings
from queue_server.screens.shapes import place
from queue_server.turns.rules.tickets import AT_COUNTER, RETURN_WITHIN, State, Ticket
from queue_server.turns.tables import Tickets
from words import Text

MINUTE = timedelta(minutes=1)
MAY_CANCEL = frozenset({State.WAITING, State.HELD})


class NamedService(ViewModel, kw_only=True):
    """What somebody came for."""

    id: str
    name: Text


class CitizenTicket(ViewModel, kw_only=True):
    """A citizen's own turn, and the hall's hours around it.

    `ahead`, `estimate` and `prospect` are null for one who is not in line today; the counter is
    the one that calls or serves them. `opens_at` is null while the hall is open; `closes_at` is the
    end of today's last shift, null when there is none any more.
    """

    number: str
    state: State
    service: NamedService
    ahead: int | None
    estimate: Estimate | None
    prospect: Prospect | None
    counter: int | None
    counter_name: Text | None
    called_at: Moment | None
    issued_at: Moment
    times_called: int
    rating: int | None
    can_rate: bool
    can_cancel: bool
    now: Moment
    is_open: bool
    opens_at: Moment | None
    closes_at: Moment | None
    may_return_min: int
    version: int
    epoch: int
    why: None = None


def citizen(view: View, ticket_id: int) -> CitizenTicket:
    """A citizen's own ticket. Raises UnknownTicket."""
    it = Tickets(view).ticket(ticket_id)
    service = floor_of(view).service(it.service_id)
    return CitizenTicket(
        number=it.number,
        state=it.state,
        service=NamedService(id=service.id, name=service.name),
        issued_at=local(floor_of(view), it.issued_at),
        times_called=it.times_called,
        rating=it.rating,
        can_rate=ratings.is_open(it, view.now),
        can_cancel=it.state in MAY_CANCEL,
        may_return_min=RETURN_WITHIN // MINUTE,
        version=view.version,
        epoch=view.epoch,
        **place(view, it),
        **_counter(view, it),
        **_hours(view),
    )


def _hours(view: View) -> dict[str, Any]:
    floor, now = floor_of(view), view.now
    shut, rest = not floor.hours.is_open(now), floor.hours.rest_of_day(now)
    return {
        "now": local(floor, now),
        "is_open": not shut,
        "opens_at": local(floor, floor.hours.opens_next(now)) if shut else None,
        "closes_at": local(floor, rest[-1][1]) if rest else None,
    }


def _counter(view: View, it: Ticket) -> dict[str, Any]:
    if it.state not in AT_COUNTER or it.counter_id is None:
        return {"counter": None, "counter_name": None, "called_at": None}
    counter = floor_of(view).counter(it.counter_id)
    return {
        "counter": counter.number,
        "counter_name": counter.name,
        "called_at": local(floor_of(view), it.announced_at),
    }
