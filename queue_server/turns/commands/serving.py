"""What a clerk does with the person at the counter, and with those who stepped away."""

from datetime import timedelta

from queue_server.desks.commands import must_be_free, must_be_staffed
from queue_server.hall.rules.floor_data import ReasonKind
from queue_server.hall.tables import floor_of
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns import events as e
from queue_server.turns import transitions
from queue_server.turns.refusals import ServiceClosed, TooLateToReturn
from queue_server.turns.rules.tickets import RETURN_WITHIN, State, Ticket
from queue_server.turns.series import next_key
from queue_server.turns.tables import Tickets, record


def start(tx: Transaction, ticket_id: int, *, by: str) -> Ticket:
    """The person is here: begin the service."""
    return record(tx, e.TicketStarted(at=tx.now, by=by, ticket_id=ticket_id))


def finish(tx: Transaction, ticket_id: int, *, by: str, outcome: str | None = None) -> Ticket:
    """The service is over, with an outcome of the hall's list; the counter is free.

    Without a start before, the event says so. Raises UnknownReason.
    """
    floor_of(tx).check_reason(ReasonKind.OUTCOME, outcome)
    unstarted = Tickets(tx).ticket(ticket_id).state is State.CALLED
    event = e.TicketFinished(
        at=tx.now, by=by, ticket_id=ticket_id, unstarted=unstarted, outcome=outcome
    )
    return record(tx, event)


def no_show(tx: Transaction, ticket_id: int, *, by: str) -> Ticket:
    """Nobody came; the counter is free and the person may return for a while."""
    return record(tx, e.TicketNoShow(at=tx.now, by=by, ticket_id=ticket_id))


def hold(tx: Transaction, ticket_id: int, *, by: str, reason: str | None = None) -> Ticket:
    """Let the person step away (to copy a card, to pay) and free the counter."""
    return record(tx, e.TicketHeld(at=tx.now, by=by, ticket_id=ticket_id, reason=reason))


def resume(tx: Transaction, ticket_id: int, *, by: str, counter_id: str | None = None) -> Ticket:
    """The person who stepped away is back at the counter: go on serving.

    At `counter_id`, or else at the counter that held them. Raises CounterIdle, CounterClosed, or
    CounterBusy when it is taken.
    """
    ticket = Tickets(tx).ticket(ticket_id)
    transitions.check(ticket, e.TicketResumed)
    counter = floor_of(tx).known_counter(counter_id or ticket.counter_id or "")
    must_be_staffed(tx, counter.id)
    must_be_free(tx, counter.id)
    return record(tx, e.TicketResumed(at=tx.now, by=by, ticket_id=ticket_id, counter_id=counter.id))


def bring_back(tx: Transaction, ticket_id: int, *, by: str) -> Ticket:
    """Put someone back in line: in their old place after a hold, near the front after a no-show.

    Raises TooLateToReturn when a no-show comes after RETURN_WITHIN.
    """
    ticket = Tickets(tx).ticket(ticket_id)
    transitions.check(ticket, e.TicketReturned)
    key, privileged = ticket.key_at, ticket.privileged
    if ticket.state is State.NO_SHOW:
        _check_in_time(tx, ticket)
        bonus = timedelta(minutes=floor_of(tx).policy.return_bonus_min)
        key, privileged = max(key, next_key(tx) - bonus), bonus > timedelta(0)
    return record(
        tx,
        e.TicketReturned(at=tx.now, by=by, ticket_id=ticket_id, key_at=key, privileged=privileged),
    )


def transfer(tx: Transaction, ticket_id: int, service_id: str, *, by: str) -> Ticket:
    """Send the person to another service; they keep number and time of arrival.

    Raises UnknownService, or ServiceClosed when no counter serves it.
    """
    service, left = floor_of(tx).offered(service_id), Tickets(tx).ticket(ticket_id).service_id
    if not floor_of(tx).counters_for(service_id):
        raise ServiceClosed(service=service.id, service_name=service.name)
    return record(
        tx,
        e.TicketTransferred(
            at=tx.now, by=by, ticket_id=ticket_id, service_id=service_id, left_service_id=left
        ),
    )


def cancel(tx: Transaction, ticket_id: int, *, by: str) -> Ticket:
    """The person gives the turn up."""
    return record(tx, e.TicketCancelled(at=tx.now, by=by, ticket_id=ticket_id))


def _check_in_time(tx: Transaction, ticket: Ticket) -> None:
    if ticket.ended_at is not None and tx.now - ticket.ended_at > RETURN_WITHIN:
        minutes = RETURN_WITHIN // timedelta(minutes=1)
        raise TooLateToReturn(number=ticket.number, minutes=minutes)
