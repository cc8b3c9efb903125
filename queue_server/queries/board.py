"""What the lobby's board shows, and the compact message that keeps it true."""

from collections.abc import Sequence
from typing import Any

from queue_server.domain import speech
from queue_server.domain.events import CounterEvent, FloorImported, TicketEvent, TicketIssued
from queue_server.domain.tickets import AT_COUNTER, Ticket
from queue_server.queries.lines import Lines, as_json
from queue_server.queries.opening import opening
from queue_server.queries.shapes import local
from queue_server.store import Recorded, View


def board(view: View) -> dict[str, Any]:
    """The whole board at one version. It holds numbers and counters, never a person."""
    lines, now = Lines.all(view), opening(view)
    hall, services = view.floor.hall, lines.services()
    return {
        "version": view.version,
        "epoch": view.epoch,
        "hall": {"name": hall.name},
        "is_open": now.is_open,
        "open_note": now.note,
        "now": local(view.floor, view.now),
        "timezone": hall.timezone,
        "calls": [_call(view, ticket) for ticket in lines.at_counters],
        "queues": {s.id: _queue(lines, s.id) for s in services},
        "services": [{"id": s.id, "prefix": s.prefix, "name": s.name} for s in services],
        "notices": [*view.floor.hours.messages(view.day), *hall.notices],
    }


def messages(view: View, since: int) -> list[dict[str, Any]]:
    """One message per event after a version: what changed, in as few words as possible.

    Each says how things are *now*, so a board that has them all is right; the last change of a
    service carries its line. After new data of the hall (`anew`) only a snapshot is right.
    """
    events = view.events_since(since)
    if not events:
        return []
    lines = Lines.all(view)
    said: set[str] = set()
    out = []
    for event in reversed(events):
        ticket = _ticket(view, event)
        fresh = _services(view, event, ticket) - said
        said |= fresh
        out.append(_message(view, lines, event, ticket, sorted(fresh)))
    return out[::-1]


def _ticket(view: View, recorded: Recorded) -> Ticket | None:
    event = recorded.event
    return view.ticket(event.ticket_id) if isinstance(event, TicketEvent) else None


def _message(
    view: View, lines: Lines, recorded: Recorded, ticket: Ticket | None, services: Sequence[str]
) -> dict[str, Any]:
    is_news = ticket is not None and not isinstance(recorded.event, TicketIssued)
    calls = [_call(view, ticket)] if ticket and is_news else []
    told = {
        "version": recorded.seq,
        "calls": calls,
        "queues": {service: _queue(lines, service) for service in services},
    }
    return told | ({"anew": True} if isinstance(recorded.event, FloorImported) else {})


def _services(view: View, recorded: Recorded, ticket: Ticket | None) -> set[str]:
    """The services whose line an event may have changed."""
    event = recorded.event
    if isinstance(event, CounterEvent):
        return set(view.floor.counter(event.counter_id).service_ids)
    if ticket is None:
        return set()
    left = getattr(event, "left_service_id", None) or ticket.service_id
    return view.floor.sharing_counters({ticket.service_id, left})


def _queue(lines: Lines, service_id: str) -> dict[str, Any]:
    """A line as screens and phones need it; `estimate` is for somebody who joins it now.

    `waits` is the range at a few places, `[place, low, high]` in minutes; between them it is a
    straight line (see estimates). `ahead` is left away when everybody's is their place.
    """
    line = lines.line(service_id)
    merged = {} if line.ahead == tuple(range(len(line.ahead))) else {"ahead": line.ahead}
    return merged | {
        "waiting": len(line.people),
        "order": [person.number for person in line.people],
        "estimate": as_json(lines.estimate(service_id)),
        "waits": [(it.place, it.low, it.high) for it in line.curve],
        "prospect": line.prospect.value,
        "late_from": line.late_from,
    }


def _call(view: View, it: Ticket) -> dict[str, Any]:
    short = {"number": it.number, "state": it.state.value, "service_id": it.service_id}
    if it.state not in AT_COUNTER or it.counter_id is None:
        return short
    counter = view.floor.counter(it.counter_id)
    return short | {
        "counter": counter.number,
        "counter_name": counter.name,
        "at": local(view.floor, it.announced_at),
        "times": it.times_called,
        "spoken": speech.called(it.number, counter.number),
    }
