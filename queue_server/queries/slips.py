"""What a slip says of a ticket."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from queue_server.queries.lines import Lines
from queue_server.queries.shapes import time_limit
from queue_server.store import View


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipFacts:
    """The words and figures of one slip; `issued_at` is local, minutes are whole.

    `blocks`, `words` (of its language) and `logo` are the hall's own design, as in SlipDesign.
    """

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
    language: str
    blocks: tuple[str, ...]
    words: Mapping[str, str]
    logo: bytes


def slip(view: View, ticket_id: int, language: str = "vi") -> SlipFacts:
    """The slip of a ticket, as it stands now."""
    it = view.ticket(ticket_id)
    floor, lines = view.floor, Lines(view)
    ahead = lines.ahead_of(it) or 0
    estimate = lines.estimate(it.service_id, it)
    group = floor.priority(it.priority_group) if it.priority_group else None
    found = floor.procedure(it.procedure_code) if it.procedure_code else None
    return SlipFacts(
        hall=floor.hall.name.into(language),
        number=it.number,
        service=floor.service(it.service_id).name.into(language),
        counters=tuple(c.number for c in floor.counters_for(it.service_id)),
        ahead=ahead,
        low_min=estimate.low_min if estimate else None,
        high_min=estimate.high_min if estimate else None,
        priority=group.button.into(language) if group else None,
        issued_at=it.issued_at.astimezone(floor.hours.zone),
        papers=tuple(paper.into(language) for paper in found.papers) if found else (),
        fee_vnd=found.fee_counter_vnd if found else None,
        time_limit=time_limit(found).into(language) if found else None,
        language=language,
        blocks=floor.slip.blocks,
        words=floor.slip.words.get(language, {}),
        logo=floor.slip.logo,
    )
