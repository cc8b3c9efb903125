"""Tickets and events made by hand, for tests of the pure rules."""

from dataclasses import fields
from datetime import UTC, date, datetime

from queue_server.turns import events as e
from queue_server.turns import transitions
from queue_server.turns.rules.calling import REGULAR, Branch, Head, Why
from queue_server.turns.rules.tickets import Ticket

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
FACTS = {
    "at": AT,
    "by": "lan",
    "ticket_id": 1,
    "counter_id": "Q02",
    "why": Why(branch=Branch.ONLY_REGULAR, heads=(Head(category=REGULAR, key_at=AT, ticket_id=1),)),
    "reason": "copy of the card",
    "key_at": AT,
    "privileged": False,
    "service_id": "DATDAI",
    "value": 5,
}


def issued(**facts) -> e.TicketIssued:
    default = {
        "at": AT,
        "by": "kiosk1",
        "ticket_id": 1,
        "number": "A007",
        "day": date(2026, 11, 25),
        "service_id": "LLTP",
        "key_at": AT,
    }
    return e.TicketIssued(**default | facts)


def ticket(**changes) -> Ticket:
    return transitions.issue(issued()).moved(**changes)


def event_of(kind: type[e.TicketEvent]) -> e.TicketEvent:
    """An event of a kind, with facts that fit it."""
    names = {f.name for f in fields(kind)}
    return kind(**{name: value for name, value in FACTS.items() if name in names})
