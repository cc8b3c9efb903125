"""What a citizen's phone shows: their own turn and nobody else's."""

from datetime import timedelta
from typing import Any

from queue_server.domain import ratings
from queue_server.domain.tickets import AT_COUNTER, RETURN_WITHIN, State, Ticket
from queue_server.queries.shapes import local, place
from queue_server.store import View

MINUTE = timedelta(minutes=1)
MAY_CANCEL = frozenset({State.WAITING, State.HELD})


def citizen(view: View, ticket_id: int) -> dict[str, Any]:
    """A citizen's own ticket. Raises UnknownTicket."""
    it = view.ticket(ticket_id)
    service = view.floor.service(it.service_id)
    return {
        "number": it.number,
        "state": it.state.value,
        "service": {"id": service.id, "name": service.name},
        **place(view, it),
        **_counter(view, it),
        "issued_at": local(view.floor, it.issued_at),
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
    floor, now = view.floor, view.now
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
    counter = view.floor.counter(it.counter_id)
    return {
        "counter": counter.number,
        "counter_name": counter.name,
        "called_at": local(view.floor, it.announced_at),
    }
