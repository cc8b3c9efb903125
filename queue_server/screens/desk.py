"""What a clerk's desk shows: who is here, who is next and why, who stepped away, and my day."""

from datetime import timedelta
from typing import Any

from queue_server.desks.rules import CounterState, Desk
from queue_server.desks.tables import Desks
from queue_server.estimates.queries import Lines
from queue_server.hall.rules.floor import Counter
from queue_server.hall.tables import day_of, floor_of
from queue_server.kernel.view import View
from queue_server.screens import shapes
from queue_server.turns.rules.calling import chosen_id, sequence
from queue_server.turns.rules.tickets import RETURN_WITHIN, Ticket
from queue_server.turns.tables import Tickets
from queue_server.turns.undo import last_press, time_left
from queue_server.turns.wording import PRESSED, WHY
from words import Text

NEXT_ROWS = 8
MINUTE = timedelta(minutes=1)


def counters(view: View) -> list[dict[str, Any]]:
    """Every counter with how it stands, for choosing one's own; a retired one while it serves."""
    desks = Desks(view).all()
    serving = [c for c in floor_of(view).retired.counters if _serves_out(view, c)]
    return [
        _row_of_counter(view, c, desks.get(c.id) or Desk(counter_id=c.id))
        for c in (*floor_of(view).counters, *serving)
    ]


def counter(view: View, counter_id: str) -> dict[str, Any]:
    """One counter and how it stands. Raises UnknownCounter."""
    return _row_of_counter(
        view, floor_of(view).known_counter(counter_id), Desks(view).desk(counter_id)
    )


def desk(view: View, counter_id: str) -> dict[str, Any]:
    """One counter's screen. Raises UnknownCounter."""
    it = floor_of(view).known_counter(counter_id)
    here, lines = Desks(view).desk(counter_id), Lines(view)
    absent = [t for t in Tickets(view).absent(RETURN_WITHIN) if t.service_id in it.service_ids]
    current = Tickets(view).at_counter(counter_id)
    return {
        "version": view.version,
        "epoch": view.epoch,
        "counter": _row_of_counter(view, it, here, lines),
        "current": _current(view, current, lines) if current else None,
        "next": _next(view, it, here),
        "waiting": [_row(view, t) for t in _first(view, it, here)],
        "waiting_count": sum(map(lines.count, it.service_ids)),
        "held": [_row(view, t) for t in lines.held if _concerns(it, t)],
        "absent": [_row(view, t) for t in absent],
        "today": _today(view, counter_id),
        "transfer_to": [
            {"id": s.id, "name": s.name}
            for s in floor_of(view).services
            if floor_of(view).counters_for(s.id)
        ],
    }


def _first(view: View, counter: Counter, here: Desk) -> list[Ticket]:
    """Those who are called here next if nobody else comes and nobody else calls."""
    lines = [line for s in counter.service_ids for line in Tickets(view).line(s).values()]
    first = [key for line in lines for key in line[:NEXT_ROWS]]
    tickets = [Tickets(view).ticket(who) for _, who in first]
    return sequence(tickets, floor_of(view).policy, here.run, most=NEXT_ROWS)


def undoable(view: View, ticket_id: int) -> dict[str, Any] | None:
    """What can still be taken back on a ticket, and for how many seconds. Raises UnknownTicket."""
    number = Tickets(view).ticket(ticket_id).number
    last = last_press([r.event for r in view.events_of(ticket_id)])
    left = time_left(last, view.now).total_seconds() if last else 0.0
    if last is None or left <= 0:
        return None
    return {
        "ticket_id": ticket_id,
        "number": number,
        "what": PRESSED[type(last)].filled(number=number),
        "seconds": round(left, 1),
    }


def _row_of_counter(
    view: View, it: Counter, here: Desk, lines: Lines | None = None
) -> dict[str, Any]:
    today = here.day == day_of(view)
    return {
        "id": it.id,
        "number": it.number,
        "name": it.name,
        "is_retired": floor_of(view).is_retired(it),
        "state": (here.state if today else CounterState.CLOSED).value,
        "clerk": here.clerk if today else None,
        "services": [
            {
                "id": s.id,
                "name": s.name,
                "waiting": lines.count(s.id) if lines else None,
            }
            for s in map(floor_of(view).service, it.service_ids)
        ],
    }


def _serves_out(view: View, it: Counter) -> bool:
    return Tickets(view).at_counter(it.id) is not None or any(
        Tickets(view).line(s) for s in it.service_ids
    )


def _current(view: View, it: Ticket, lines: Lines) -> dict[str, Any]:
    service = floor_of(view).service(it.service_id)
    found = floor_of(view).procedure(it.procedure_code) if it.procedure_code else None
    return shapes.ticket(view, it, lines) | {
        "waited_min": _minutes((it.called_at or view.now) - it.issued_at),
        "service_name": service.name,
        "priority": _priority(view, it),
        "procedure": shapes.procedure(found) if found else None,
    }


def _next(view: View, counter: Counter, here: Desk) -> dict[str, Any] | None:
    why = Tickets(view).due(counter, here.run)
    if why is None:
        return None
    row = _row(view, Tickets(view).ticket(chosen_id(why)))
    return row | {"why": WHY[why.branch], "branch": why.branch.value}


def _row(view: View, it: Ticket) -> dict[str, Any]:
    service = floor_of(view).service(it.service_id)
    return {
        "id": it.id,
        "number": it.number,
        "service_id": it.service_id,
        "service_name": service.name,
        "priority_group": it.priority_group,
        "priority": _priority(view, it),
        "waited_min": _minutes(view.now - it.issued_at),
        "reason": it.hold_reason,
        "counter_id": it.counter_id,
    }


def _priority(view: View, it: Ticket) -> Text | None:
    return floor_of(view).priority(it.priority_group).button if it.priority_group else None


def _concerns(counter: Counter, it: Ticket) -> bool:
    return it.counter_id == counter.id or it.service_id in counter.service_ids


def _today(view: View, counter_id: str) -> dict[str, Any]:
    found = Tickets(view).day_of_counter(counter_id)
    mean = found["mean_ms"]
    return {
        "served": int(found["served"] or 0),
        "unstarted": int(found["unstarted"] or 0),
        "no_show": int(found["no_show"] or 0),
        "mean_service_min": None if mean is None else round(float(mean) / 60_000, 1),
    }


def _minutes(span: timedelta) -> int:
    return max(0, span // MINUTE)
