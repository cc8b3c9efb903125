"""What the touchscreen shows: the buttons, and one service with its procedures."""

from typing import Any

from queue_server.estimates.queries import Lines, as_json
from queue_server.hall.queries import opening
from queue_server.hall.rules.floor import Floor, Service
from queue_server.hall.tables import floor_of
from queue_server.hall.wording import local
from queue_server.kernel.view import View
from queue_server.screens import shapes


def services(view: View) -> list[dict[str, Any]]:
    """Every service as a button: names, whether it is open, who waits and for how long."""
    lines = Lines(view)
    return [_button(view, service, lines) for service in floor_of(view).services]


def service(view: View, service_id: str) -> dict[str, Any]:
    """One service with its procedures and the hall's priority groups. Raises UnknownService."""
    found = floor_of(view).offered(service_id)
    return {
        "service": _button(view, found, Lines(view)),
        "procedures": [shapes.procedure(p) for p in floor_of(view).procedures_of(service_id)],
        "priority_groups": [
            {
                "code": g.code,
                "button": g.button,
                "evidence": g.evidence,
            }
            for g in floor_of(view).priority_groups
            if g.on_kiosk and g.bonus_min > 0
        ],
    }


def _button(view: View, it: Service, lines: Lines) -> dict[str, Any]:
    counters = floor_of(view).counters_for(it.id)
    now = opening(view)
    return {
        "id": it.id,
        "prefix": it.prefix,
        "name": it.name,
        "hint": it.hint,
        "purpose": it.purpose,
        "open_now": now.is_open and bool(counters),
        "opens_at": None if now.is_open else local(floor_of(view), now.changes_at),
        "waiting": lines.count(it.id),
        "counters": [c.number for c in counters],
        "estimate": as_json(lines.estimate(it.id)),
        "prospect": lines.prospect(it.id).value,
        "words": _words(floor_of(view), it),
    }


def _words(floor: Floor, it: Service) -> str:
    """Everything a search looks through: names, what people call it, procedures and their codes."""
    mine = [", ".join((*p.name.values(), p.code)) for p in floor.procedures_of(it.id)]
    return "; ".join((*it.name.values(), *it.hint.values(), *it.search, *mine))
