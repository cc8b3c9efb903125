"""Presses on tickets: take a number, and every verb a clerk has for it."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from flask.typing import ResponseReturnValue
from msgspec import structs

from queue_server.devices.commands import keep_pace
from queue_server.hall.rules import roles
from queue_server.hall.rules.roles import Caller
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.kernel.view_models import UNSET, Unsaid, ViewModel, encoded
from queue_server.screens import desk
from queue_server.screens.desk import LastPress
from queue_server.screens.shapes import StaffTicket
from queue_server.turns.commands import calling, issuing, serving, undoing
from queue_server.turns.commands.owning import may_press, must_own_counter
from queue_server.turns.rules import ownership
from queue_server.turns.rules.ownership import Verb
from queue_server.turns.rules.tickets import Ticket
from queue_server.turns.tables import Tickets
from queue_server.web.api.surface import surface
from queue_server.web.kit.access import shown
from queue_server.web.kit.access.callers import allow, caller
from queue_server.web.kit.app_context import hall, running
from queue_server.web.kit.http.answers import answer
from queue_server.web.kit.http.descriptions import describe
from queue_server.web.kit.http.presses import press, press_ticket, ticket_shape
from queue_server.web.kit.http.request_bodies import body
from queue_server.web.kit.http.wishes import Finish, Hold, NewTicket, Nothing, Resume, Transfer


class IssuedTicket(StaffTicket, kw_only=True):
    """A ticket for whoever gave the number: with the key of its QR code, and where that leads."""

    status_url: str
    key: Unsaid[str] = UNSET


class Undoable(ViewModel, kw_only=True):
    """The press that this caller can still take back; null when there is none."""

    undo: LastPress | None


@surface.post("/v1/tickets")
@allow(roles.GIVES_NUMBERS)
@describe(takes=NewTicket, answers=IssuedTicket, status=201)
def issue() -> ResponseReturnValue:
    """Take a number."""
    wish, who = body(NewTicket), caller()

    def work(tx: Transaction) -> Ticket:
        keep_pace(tx, who)
        return issuing.issue(
            tx,
            wish.service_id,
            by=who.name,
            priority_group=wish.priority_group,
            procedure_code=wish.procedure_code,
            language=wish.language,
        )

    shape, links = ticket_shape(), f"{running().settings.address}/t/"

    def answered(view: View, it: Ticket) -> IssuedTicket:
        return IssuedTicket(**structs.asdict(shape(view, it)), status_url=links)

    return press(work, status=201, shape=answered, told=_with_key)


def _with_key(text: str) -> str:
    """The answer for whoever gave the number: with its key, which is made anew and kept nowhere.

    Where its link leads is kept: the same press has the same answer at every process.
    """
    told = msgspec.json.decode(text)
    key = running().keys.key(told["id"])
    return encoded(told | {"key": key, "status_url": told["status_url"] + key})


@surface.get("/v1/tickets/<int:ticket_id>")
@allow(ownership.roles(Verb.READ))
@describe(answers=StaffTicket)
def ticket(ticket_id: int) -> ResponseReturnValue:
    """A ticket, for staff; a device reads those it gave."""
    return answer(hall().ask(shown.one, ticket_id, caller()))


@surface.post("/v1/tickets/<int:ticket_id>/finishes")
@allow(ownership.roles(Verb.FINISH))
@describe(takes=Finish, answers=StaffTicket)
def finish(ticket_id: int) -> ResponseReturnValue:
    """The service is over; the counter is free."""
    return press_ticket(Verb.FINISH, serving.finish, ticket_id, outcome=body(Finish).outcome)


@surface.post("/v1/tickets/<int:ticket_id>/holds")
@allow(ownership.roles(Verb.HOLD))
@describe(takes=Hold, answers=StaffTicket)
def hold(ticket_id: int) -> ResponseReturnValue:
    """Let the person step away and free the counter."""
    return press_ticket(Verb.HOLD, serving.hold, ticket_id, reason=body(Hold).reason)


@surface.post("/v1/tickets/<int:ticket_id>/resumes")
@allow(ownership.roles(Verb.RESUME))
@describe(takes=Resume, answers=StaffTicket)
def resume(ticket_id: int) -> ResponseReturnValue:
    """The person is back at the counter: go on serving."""
    counter = body(Resume).counter_id or caller().counter_id
    return press_ticket(Verb.RESUME, _resumed_by(caller()), ticket_id, counter_id=counter)


def _resumed_by(who: Caller) -> Callable[..., Ticket]:
    """Resuming, at a counter where this caller may."""

    def work(tx: Transaction, ticket_id: int, *, by: str, counter_id: str | None) -> Ticket:
        if counter_id is not None:
            must_own_counter(tx, Verb.RESUME, who, counter_id)
        return serving.resume(tx, ticket_id, by=by, counter_id=counter_id)

    return work


@surface.post("/v1/tickets/<int:ticket_id>/transfers")
@allow(ownership.roles(Verb.TRANSFER))
@describe(takes=Transfer, answers=StaffTicket)
def transfer(ticket_id: int) -> ResponseReturnValue:
    """Send the person to another service, keeping number and time of arrival."""
    return press_ticket(Verb.TRANSFER, serving.transfer, ticket_id, body(Transfer).service_id)


@surface.get("/v1/tickets/<int:ticket_id>/undos")
@allow(ownership.roles(Verb.UNDO))
@describe(answers=Undoable)
def undoable(ticket_id: int) -> ResponseReturnValue:
    """What this caller can still take back."""
    who = caller()

    def find(view: View) -> LastPress | None:
        is_theirs = may_press(view, Verb.UNDO, who, Tickets(view).ticket(ticket_id))
        return desk.undoable(view, ticket_id) if is_theirs else None

    return answer(Undoable(undo=hall().ask(find)))


# The presses that say everything in their address.
PLAIN: Mapping[Verb, Callable[..., Ticket]] = {
    Verb.RECALL: calling.recall,
    Verb.START: serving.start,
    Verb.NO_SHOW: serving.no_show,
    Verb.RETURN: serving.bring_back,
    Verb.CANCEL: serving.cancel,
    Verb.UNDO: undoing.undo,
}


def _plain(verb: Verb, command: Callable[..., Ticket]) -> Callable[..., Any]:
    def view(ticket_id: int) -> ResponseReturnValue:
        body(Nothing)
        return press_ticket(verb, command, ticket_id)

    view.__doc__ = command.__doc__
    return allow(ownership.roles(verb))(describe(takes=Nothing, answers=StaffTicket)(view))


for _verb, _command in PLAIN.items():
    surface.add_url_rule(
        f"/v1/tickets/<int:ticket_id>/{_verb}",
        endpoint=_verb.value,
        view_func=_plain(_verb, _command),
        methods=["POST"],
    )
