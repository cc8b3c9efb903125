"""What a citizen's phone shows: their own turn and nobody else's."""

from datetime import timedelta
from typing import Any

from queue_server.hall.tables import floor_of
from queue_server.hall.wording import local
from queue_server.kernel.view import View
from queue_server.ratings import rules as ratings
from queue_server.screens.shapes import place
from queue_server.turns.rules.tickets import AT_COUNTER, RETURN_WITHIN, State, Ticket
from queue_server.turns.tables import Tickets

MINUTE = timedelta(minutes=1)
MAY_CANCEL = frozenset({State.WAITING, State.HELD})


def citizen(view: View, ticket_id: int) -> dict[str, Any]:
    """A citizen's own ticket. Raises UnknownTicket."""
    it = Tickets(view).ticket(ticket_id)
    service = floor_of(view).service(it.service_id)
    return {
        "number": it.number,
        "state": it.state.value,
        "service": {"id": service.id, "name": service.name},
        **place(view, it),
        **_counter(view, it),
        "issued_at": local(floor_of(view), it.issued_at),
        "times_called": it.times_called,
        "rating": it.rating,
        "can_rate": ratings.is_open(it, view.now),
        "can_cancel": it.state in MAY_CANCEL,
        **_hours(view),
        "may_return_min": RETURN_WITHIN // MINUTE,
        "version": view.version,
        "epoch": view.epoch,
        "why": None,
    }


def _hours(view: View) -> dict[str, Any]:
    """The hall's time, when it opens next, and when today's last shift closes (each may be null).

    `opens_at` is null while it is open.
    """
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
