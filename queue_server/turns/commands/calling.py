"""Calling: who is due next comes to a counter, or whom somebody chose; and a second time."""

from queue_server.desks.commands import must_be_free, must_call
from queue_server.desks.rules import CounterState, Desk
from queue_server.desks.tables import Desks, set_run
from queue_server.desks.wording import not_open
from queue_server.hall.rules.floor_data import Counter, ReasonKind
from queue_server.hall.tables import day_of, floor_of
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns import transitions
from queue_server.turns.commands import serving
from queue_server.turns.events import TicketCalled, TicketRecalled
from queue_server.turns.refusals import NobodyServed, NothingWaiting, ReasonNeeded
from queue_server.turns.rules import calling
from queue_server.turns.rules.calling import Why
from queue_server.turns.rules.tickets import State, Ticket
from queue_server.turns.tables import Tickets, record
from queue_server.turns.wording import not_allowed


def call_next(tx: Transaction, counter_id: str, *, by: str) -> Ticket:
    """Call whoever is due next to a counter.

    Two clerks pressing at once get two different tickets. Raises UnknownCounter, CounterRetired,
    CounterIdle, CounterClosed, CounterBusy or NothingWaiting.
    """
    counter, desk = _ready(tx, counter_id)
    why = Tickets(tx).due(counter, desk.run)
    if why is None:
        raise NothingWaiting(counter=counter.number)
    return _call(tx, counter_id, why, by=by)


def call_this(
    tx: Transaction, counter_id: str, ticket_id: int, *, by: str, reason: str | None = None
) -> Ticket:
    """Call somebody who waits, whoever is due: a choice by hand, which the journal says.

    A hall that lists reasons for it wants one. Raises as call_next does, and UnknownTicket,
    NotAllowed when they do not wait today, ReasonNeeded or UnknownReason.
    """
    counter, desk = _ready(tx, counter_id)
    ticket, floor = Tickets(tx).ticket(ticket_id), floor_of(tx)
    transitions.check(ticket, TicketCalled)
    if ticket.day != day_of(tx):
        raise not_allowed(ticket, TicketCalled)
    floor.check_reason(ReasonKind.BY_HAND, reason)
    known = floor.reasons_of(ReasonKind.BY_HAND)
    if known and reason is None:
        raise ReasonNeeded(number=ticket.number, known=", ".join(it.code for it in known))
    heads = Tickets(tx).heads(counter.service_ids)
    why = calling.choose(ticket_id, heads, desk.run, floor.policy)
    return _call(tx, counter_id, why, by=by, reason=reason)


def finish_and_call(
    tx: Transaction, counter_id: str, *, by: str, outcome: str | None = None
) -> Ticket:
    """End the service at a counter and call whoever is due next: both, or neither.

    Raises as finish and call_next do; NobodyServed when no service has begun there.
    """
    counter = floor_of(tx).known_counter(counter_id)
    there = Tickets(tx).at_counter(counter_id)
    if there is None or there.state is not State.SERVING:
        raise NobodyServed(counter=counter.number)
    serving.finish(tx, there.id, by=by, outcome=outcome)
    return call_next(tx, counter_id, by=by)


def recall(tx: Transaction, ticket_id: int, *, by: str) -> Ticket:
    """Call the same number again. Raises UnknownTicket or NotAllowed."""
    return record(tx, TicketRecalled(at=tx.now, by=by, ticket_id=ticket_id))


def _ready(tx: Transaction, counter_id: str) -> tuple[Counter, Desk]:
    """A counter that may call now, and how it stands."""
    counter, desk = must_call(tx, counter_id), Desks(tx).desk(counter_id)
    if desk.state is not CounterState.OPEN or desk.day != day_of(tx):
        raise not_open(
            counter.number, desk.state if desk.day == day_of(tx) else CounterState.CLOSED
        )
    must_be_free(tx, counter_id)
    return counter, desk


def _call(
    tx: Transaction, counter_id: str, why: Why, *, by: str, reason: str | None = None
) -> Ticket:
    set_run(tx, counter_id, calling.run_after(why))
    event = TicketCalled(
        at=tx.now,
        by=by,
        ticket_id=calling.chosen_id(why),
        counter_id=counter_id,
        why=why,
        reason=reason,
    )
    return record(tx, event)
