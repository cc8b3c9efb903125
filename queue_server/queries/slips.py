"""What a slip says of a ticket."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.domain.floor import Procedure
from queue_server.queries.lines import Lines
from queue_server.queries.shapes import procedure
from queue_server.store import View


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipFacts:
    """The words and figures of one slip; `issued_at` is local, minutes are whole."""

    hall: str
    number: str
    service: str
    counters: tuple[int, ...]
    ahead: int
    low_min: int | None
    high_min: int | None
    priority: str | None
    issued_at: datetime
    papers: tuple[str, ...]
    fee_vnd: int | None
    time_limit: str | None


def slip(view: View, ticket_id: int, too_old: timedelta) -> SlipFacts | None:
    """The slip of a ticket; None when it is older than `too_old` and nobody waits for paper."""
    it = view.ticket(ticket_id)
    if view.now - it.issued_at > too_old:
        return None
    floor, lines = view.floor, Lines(view)
    ahead = lines.line(it.service_id).ahead_of(it.id) or 0
    estimate = lines.estimate(it.service_id, ahead)
    group = floor.priority(it.priority_group) if it.priority_group else None
    found = floor.procedure(it.procedure_code) if it.procedure_code else None
    return SlipFacts(
        hall=floor.hall.name_vi,
        number=it.number,
        service=floor.service(it.service_id).name_vi,
        counters=tuple(c.number for c in floor.counters_for(it.service_id)),
        ahead=ahead,
        low_min=estimate.low_min if estimate else None,
        high_min=estimate.high_min if estimate else None,
        priority=group.button_vi if group else None,
        issued_at=it.issued_at.astimezone(floor.hours.zone),
        papers=found.papers if found else (),
        fee_vnd=found.fee_counter_vnd if found else None,
        time_limit=_time_limit(found),
    )


def _time_limit(found: Procedure | None) -> str | None:
    return str(procedure(found)["time_text_vi"]) if found else None
