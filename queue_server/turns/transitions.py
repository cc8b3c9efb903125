"""Which event may follow which state: one table. A move that is not in it cannot happen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from queue_server.kernel.events import Event
from queue_server.turns import events as e
from queue_server.turns.rules.tickets import ENDED, State, Ticket
from queue_server.turns.wording import not_allowed

TRANSITIONS: Mapping[State, Mapping[type[e.TicketEvent], State]] = {
    State.WAITING: {
        e.TicketCalled: State.CALLED,
        e.TicketTransferred: State.WAITING,
        e.TicketCancelled: State.CANCELLED,
        e.TicketLapsed: State.CANCELLED,
        e.UndoneToCalled: State.CALLED,
        e.UndoneToServing: State.SERVING,
        e.UndoneToHeld: State.HELD,
        e.UndoneToNoShow: State.NO_SHOW,
        e.UndoneToWaiting: State.WAITING,
    },
    State.CALLED: {
        e.TicketRecalled: State.CALLED,
        e.TicketStarted: State.SERVING,
        e.TicketFinished: State.SERVED,
        e.TicketNoShow: State.NO_SHOW,
        e.TicketHeld: State.HELD,
        e.TicketTransferred: State.WAITING,
        e.TicketCancelled: State.CANCELLED,
        e.TicketLapsed: State.CANCELLED,
        e.TicketLeftOpen: State.CANCELLED,
        e.UndoneToWaiting: State.WAITING,
    },
    State.SERVING: {
        e.TicketFinished: State.SERVED,
        e.TicketHeld: State.HELD,
        e.TicketTransferred: State.WAITING,
        e.TicketLapsed: State.SERVED,  # before 0.2; nobody knows, so now it is left open
        e.TicketLeftOpen: State.CANCELLED,
        e.UndoneToCalled: State.CALLED,
        e.UndoneToHeld: State.HELD,
    },
    State.HELD: {
        e.TicketResumed: State.SERVING,
        e.TicketReturned: State.WAITING,
        e.TicketTransferred: State.WAITING,
        e.TicketCancelled: State.CANCELLED,
        e.TicketLapsed: State.CANCELLED,
        e.UndoneToCalled: State.CALLED,
        e.UndoneToServing: State.SERVING,
    },
    State.SERVED: {
        e.TicketRated: State.SERVED,
        e.UndoneToCalled: State.CALLED,
        e.UndoneToServing: State.SERVING,
    },
    State.NO_SHOW: {
        e.TicketReturned: State.WAITING,
        e.UndoneToCalled: State.CALLED,
    },
    State.CANCELLED: {
        e.UndoneToWaiting: State.WAITING,
        e.UndoneToCalled: State.CALLED,
        e.UndoneToServing: State.SERVING,
        e.UndoneToHeld: State.HELD,
    },
}


def check(ticket: Ticket, kind: type[e.TicketEvent]) -> State:
    """The state after such an event. Raises NotAllowed when the table has no such move."""
    after = TRANSITIONS[ticket.state].get(kind)
    if after is None:
        raise not_allowed(ticket, kind)
    return after


def issue(event: e.TicketIssued) -> Ticket:
    """The ticket as it begins."""
    return Ticket(
        id=event.ticket_id,
        number=event.number,
        day=event.day,
        series=event.series or event.service_id,
        service_id=event.service_id,
        issued_at=event.at,
        key_at=event.key_at,
        privileged=event.privileged,
        priority_group=event.priority_group,
        procedure_code=event.procedure_code,
        device=event.device,
    )


def apply(ticket: Ticket, event: e.TicketEvent) -> Ticket:
    """The ticket after an event. Raises NotAllowed when the table has no such move."""
    state = check(ticket, type(event))
    if isinstance(event, e.TicketUndone):
        return event.restored
    change: Change = CHANGES.get(type(event)) or (_ends if state in ENDED else _nothing)
    return ticket.moved(state=state, **change(ticket, event))


Change = Callable[[Ticket, Any], dict[str, Any]]


def rebuilt(events: Sequence[Event]) -> Ticket:
    """A ticket from its events alone, the first of which issued it."""
    first = events[0]
    assert isinstance(first, e.TicketIssued)
    ticket = issue(first)
    for event in events[1:]:
        assert isinstance(event, e.TicketEvent)
        ticket = apply(ticket, event)
    return ticket


def back_in_line(ticket: Ticket) -> Ticket:
    """The ticket as it was before it was called."""
    return ticket.moved(state=State.WAITING, **_BACK_IN_LINE)


def _nothing(_ticket: Ticket, _event: Any) -> dict[str, Any]:
    return {}


def _ends(_ticket: Ticket, event: e.TicketEvent) -> dict[str, Any]:
    return {"ended_at": event.at}


def _called(_ticket: Ticket, event: e.TicketCalled) -> dict[str, Any]:
    return {
        "counter_id": event.counter_id,
        "called_at": event.at,
        "announced_at": event.at,
        "times_called": 1,
    }


def _recalled(ticket: Ticket, event: e.TicketRecalled) -> dict[str, Any]:
    return {"announced_at": event.at, "times_called": ticket.times_called + 1}


def _started(_ticket: Ticket, event: e.TicketStarted) -> dict[str, Any]:
    return {"started_at": event.at}


def _finished(ticket: Ticket, event: e.TicketFinished) -> dict[str, Any]:
    # Events of before the mark said nothing of it: then the service began with the call.
    began = None if event.unstarted else ticket.started_at or ticket.called_at
    return {"ended_at": event.at, "started_at": began, "outcome": event.outcome}


def _held(_ticket: Ticket, event: e.TicketHeld) -> dict[str, Any]:
    return {"hold_reason": event.reason}


def _resumed(ticket: Ticket, event: e.TicketResumed) -> dict[str, Any]:
    return {
        "counter_id": event.counter_id,
        "started_at": ticket.started_at or event.at,
        "hold_reason": None,
    }


_BACK_IN_LINE: Mapping[str, Any] = {
    "counter_id": None,
    "called_at": None,
    "announced_at": None,
    "started_at": None,
    "ended_at": None,
    "times_called": 0,
    "hold_reason": None,
}


def _returned(_ticket: Ticket, event: e.TicketReturned) -> dict[str, Any]:
    return {**_BACK_IN_LINE, "key_at": event.key_at, "privileged": event.privileged}


def _transferred(_ticket: Ticket, event: e.TicketTransferred) -> dict[str, Any]:
    return {**_BACK_IN_LINE, "service_id": event.service_id}


def _left_open(_ticket: Ticket, event: e.TicketLeftOpen) -> dict[str, Any]:
    return {"ended_at": event.at, "left_open": True}


def _rated(_ticket: Ticket, event: e.TicketRated) -> dict[str, Any]:
    return {"rating": event.value}


CHANGES: Mapping[type[e.TicketEvent], Change] = {
    e.TicketCalled: _called,
    e.TicketRecalled: _recalled,
    e.TicketStarted: _started,
    e.TicketFinished: _finished,
    e.TicketHeld: _held,
    e.TicketResumed: _resumed,
    e.TicketReturned: _returned,
    e.TicketTransferred: _transferred,
    e.TicketLeftOpen: _left_open,
    e.TicketRated: _rated,
}
