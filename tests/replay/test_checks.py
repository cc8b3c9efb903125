"""The checks find what must never be: each is shown a journal in which it happened."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tickets_of import AT, issued

from queue_server.replay.invariants import check_journal
from queue_server.replay.journal import Broken, Journal
from queue_server.turns import events as e
from queue_server.turns.rules.calling import REGULAR, Branch, Head, Why

SERVED_BY = {"Q02": ("LLTP",), "Q03": ("LLTP",)}
LATER = AT + timedelta(minutes=1)
FIRST, SECOND = issued(number="A001"), issued(ticket_id=2, number="A002", key_at=LATER)


def called(ticket: e.TicketIssued, counter: str = "Q02") -> e.TicketCalled:
    head = Head(category=REGULAR, key_at=ticket.key_at, ticket_id=ticket.ticket_id)
    why = Why(branch=Branch.ONLY_REGULAR, heads=(head,), ratio=2)
    return e.TicketCalled(
        at=LATER, by="lan", ticket_id=ticket.ticket_id, counter_id=counter, why=why
    )


def told(kind: type[e.TicketEvent], ticket: e.TicketIssued, **facts) -> e.TicketEvent:
    return kind(at=LATER, by="lan", ticket_id=ticket.ticket_id, **facts)


def check(*events: e.Event) -> Journal:
    journal = Journal(events)
    check_journal(journal, SERVED_BY)
    return journal


def test_a_day_as_it_should_be_passes():
    journal = check(
        FIRST,
        SECOND,
        called(FIRST),
        told(e.TicketStarted, FIRST),
        told(e.TicketFinished, FIRST),
        told(e.TicketRated, FIRST, value=5),
        called(SECOND, "Q03"),
    )

    assert [t.state for t in journal.tickets.values()] == ["served", "called"]


RATED = told(e.TicketRated, FIRST, value=5)


@pytest.mark.parametrize(
    ("invariant", "events"),
    [
        ("1", [FIRST, replace(SECOND, number="A001")]),
        ("1", [FIRST, replace(SECOND, number="A003")]),
        ("5", [FIRST, told(e.TicketFinished, FIRST)]),
        ("5", [told(e.TicketFinished, FIRST)]),
        ("5", [FIRST, SECOND, called(FIRST), called(SECOND)]),
        ("7", [FIRST, SECOND, called(SECOND)]),
        ("7", [FIRST, SECOND, replace(called(FIRST), ticket_id=2)]),
        ("11", [FIRST, called(FIRST), told(e.TicketFinished, FIRST), RATED, RATED]),
    ],
)
def test_what_must_never_be_is_found(invariant, events):
    with pytest.raises(Broken, match=f"^{invariant}: "):
        check(*events)
