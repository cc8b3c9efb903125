"""What the lobby's board shows."""

from typing import Any

from queue_server.estimates.queries import Lines, as_json
from queue_server.hall.queries import opening
from queue_server.hall.tables import day_of, floor_of
from queue_server.hall.wording import local
from queue_server.kernel.view import View
from queue_server.turns.rules import speech
from queue_server.turns.rules.tickets import AT_COUNTER, Ticket


def board(view: View) -> dict[str, Any]:
    """The whole board at one version. It holds numbers and counters, never a person."""
    lines, now = Lines(view), opening(view)
    hall, services = floor_of(view).hall, lines.services()
    return {
        "version": view.version,
        "epoch": view.epoch,
        "hall": {"name": hall.name},
        "is_open": now.is_open,
        "open_note": now.note,
        "now": local(floor_of(view), view.now),
        "timezone": hall.timezone,
        "calls": [call(view, ticket) for ticket in lines.at_counters],
        "queues": {s.id: _whole(lines, s.id) for s in services},
        "services": [{"id": s.id, "prefix": s.prefix, "name": s.name} for s in services],
        "notices": [*floor_of(view).hours.messages(day_of(view)), *hall.notices],
    }


def line(lines: Lines, service_id: str) -> dict[str, Any]:
    """A line as screens and phones need it; `estimate` is for somebody who joins it now.

    `waits` is the range for those before whom so many are called, `[ahead, low, high]` in minutes;
    between them it is a straight line (see estimates).
    """
    it = lines.line(service_id)
    return {
        "waiting": lines.count(service_id),
        "estimate": as_json(lines.estimate(service_id)),
        "waits": [(knot.ahead, knot.low, knot.high) for knot in it.curve],
        "prospect": it.prospect.value,
        "late_from": it.late_from,
    }


def _whole(lines: Lines, service_id: str) -> dict[str, Any]:
    """A line with everybody's number in order. `ahead` is left away when it is their place."""
    people = lines.people(service_id)
    ahead = [lines.ahead_of(person) for person in people]
    merged = {} if ahead == list(range(len(ahead))) else {"ahead": ahead}
    order = [person.number for person in people]
    return {"order": order, **merged, **line(lines, service_id)}


def call(view: View, it: Ticket) -> dict[str, Any]:
    """Somebody who is called or being served, and where; of others only how they stand."""
    short = {"number": it.number, "state": it.state.value, "service_id": it.service_id}
    if it.state not in AT_COUNTER or it.counter_id is None:
        return short
    counter = floor_of(view).counter(it.counter_id)
    return short | {
        "counter": counter.number,
        "counter_name": counter.name,
        "at": local(floor_of(view), it.announced_at),
        "times": it.times_called,
        "spoken": speech.called(it.number, counter.number),
    }
