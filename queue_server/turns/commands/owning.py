"""Whose turn it is to press on: asked inside the transaction, so that nobody moves meanwhile."""

from queue_server.desks.commands import must_not_be_taken
from queue_server.hall.rules.roles import Caller, Role
from queue_server.hall.tables import floor_of
from queue_server.kernel.refusals import Refusal
from queue_server.kernel.view import View
from queue_server.turns import undo
from queue_server.turns.refusals import (
    NoCounterChosen,
    NotAtThisCounter,
    NotInYourLine,
    NotYourCounter,
    NotYourPress,
)
from queue_server.turns.rules import ownership
from queue_server.turns.rules.ownership import Verb, Whose
from queue_server.turns.rules.tickets import AT_COUNTER, Ticket
from queue_server.turns.tables import Tickets


def must_own_counter(view: View, verb: Verb, who: Caller, counter_id: str) -> None:
    """Raise UnknownCounter, NoCounterChosen, NotYourCounter or CounterTaken unless they may press
    there.
    """
    counter = floor_of(view).counter(counter_id)
    if ownership.may(verb, who.role, ownership.of_counter(who, counter_id)):
        if who.role is Role.CLERK and verb is not Verb.OPEN:  # an opening asks whether to take over
            must_not_be_taken(view, counter_id, who.name)
        return
    if who.counter_id is None:
        raise NoCounterChosen()
    own = floor_of(view).counter(who.counter_id)
    raise NotYourCounter(counter=counter.number, own=own.number)


def must_own(view: View, verb: Verb, who: Caller, ticket_id: int) -> None:
    """Raise UnknownTicket, or a refusal that says whose it is, unless they may press on it."""
    ticket = Tickets(view).ticket(ticket_id)
    if not may_press(view, verb, who, ticket):
        raise _refusal(view, verb, who, ticket)
    must_be_with_them(view, who, ticket)


def must_be_with_them(view: View, who: Caller, ticket: Ticket) -> None:
    """Raise CounterTaken when somebody is at a counter where another clerk sits, for a clerk."""
    if who.role is Role.CLERK and ticket.state in AT_COUNTER and ticket.counter_id:
        must_not_be_taken(view, ticket.counter_id, who.name)


def may_press(view: View, verb: Verb, who: Caller, ticket: Ticket) -> bool:
    """Is it theirs to press on? An undo is theirs when the last press was."""
    whose = ownership.of_ticket(who, ticket, floor_of(view))
    if verb is Verb.UNDO and _last_by(view, ticket) == who.name:
        whose = Whose.OWN
    return ownership.may(verb, who.role, whose)


def _last_by(view: View, ticket: Ticket) -> str:
    return undo.presses([r.event for r in view.events_of(ticket.id)])[-1].by


def _refusal(view: View, verb: Verb, who: Caller, ticket: Ticket) -> Refusal:
    number = ticket.number
    if verb is Verb.UNDO:
        return NotYourPress(number=number)
    if who.role is Role.CLERK and who.counter_id is None:
        return NoCounterChosen()
    if ticket.state in AT_COUNTER and ticket.counter_id is not None:
        return NotAtThisCounter(
            number=number, counter=floor_of(view).counter(ticket.counter_id).number
        )
    service = floor_of(view).service(ticket.service_id)
    return NotInYourLine(number=number, service_name=service.name)
