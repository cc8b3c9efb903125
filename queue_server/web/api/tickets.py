"""Presses on tickets: take a number, and every verb a clerk has for it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask.typing import ResponseReturnValue

from queue_server.commands import calling, issuing, serving, undoing
from queue_server.domain import roles
from queue_server.domain.roles import Role
from queue_server.domain.tickets import Ticket
from queue_server.queries import desk
from queue_server.web.api.surface import surface
from queue_server.web.shared.answers import answer
from queue_server.web.shared.bodies import body
from queue_server.web.shared.callers import allow, caller
from queue_server.web.shared.presses import press, press_ticket, ticket_shape
from queue_server.web.shared.running import hall
from queue_server.web.shared.wishes import Hold, NewTicket, Nothing, Resume, Transfer, takes


@surface.post("/v1/tickets")
@allow(roles.GIVES_NUMBERS)
@takes(NewTicket)
def issue() -> ResponseReturnValue:
    """Take a number."""
    wish, who = body(NewTicket), caller()
    return press(
        lambda tx: issuing.issue(
            tx,
            wish.service_id,
            by=who.name,
            priority_group=wish.priority_group,
            procedure_code=wish.procedure_code,
            language=wish.language,
        ),
        status=201,
    )


@surface.get("/v1/tickets/<int:ticket_id>")
@allow(roles.ANYONE_KNOWN - {Role.DISPLAY})
def ticket(ticket_id: int) -> ResponseReturnValue:
    """A ticket, for staff."""
    shape = ticket_shape()
    return answer(hall().ask(lambda view: shape(view, view.ticket(ticket_id))))


@surface.post("/v1/tickets/<int:ticket_id>/holds")
@allow(roles.CALLS)
@takes(Hold)
def hold(ticket_id: int) -> ResponseReturnValue:
    """Let the person step away and free the counter."""
    return press_ticket(serving.hold, ticket_id, reason=body(Hold).reason)


@surface.post("/v1/tickets/<int:ticket_id>/resumes")
@allow(roles.CALLS)
@takes(Resume)
def resume(ticket_id: int) -> ResponseReturnValue:
    """The person is back at the counter: go on serving."""
    counter = caller().counter_id or body(Resume).counter_id
    return press_ticket(serving.resume, ticket_id, counter_id=counter)


@surface.post("/v1/tickets/<int:ticket_id>/transfers")
@allow(roles.CALLS)
@takes(Transfer)
def transfer(ticket_id: int) -> ResponseReturnValue:
    """Send the person to another service, keeping number and time of arrival."""
    return press_ticket(serving.transfer, ticket_id, body(Transfer).service_id)


@surface.get("/v1/tickets/<int:ticket_id>/undos")
@allow(roles.TENDS_THE_LINE)
def undoable(ticket_id: int) -> ResponseReturnValue:
    """What can still be taken back: `{"undo": {...}}` or `{"undo": null}`."""
    return answer({"undo": hall().ask(desk.undoable, ticket_id)})


# The presses that say everything in their address: what they do, and who may.
PLAIN: Mapping[str, tuple[Callable[..., Ticket], frozenset[Role]]] = {
    "recalls": (calling.recall, roles.CALLS),
    "starts": (serving.start, roles.CALLS),
    "finishes": (serving.finish, roles.CALLS),
    "no-shows": (serving.no_show, roles.CALLS),
    "returns": (serving.bring_back, roles.TENDS_THE_LINE),
    "cancellations": (serving.cancel, roles.TENDS_THE_LINE),
    "undos": (undoing.undo, roles.TENDS_THE_LINE),
}


def _plain(command: Callable[..., Ticket]) -> Callable[..., Any]:
    def view(ticket_id: int) -> ResponseReturnValue:
        body(Nothing)
        return press_ticket(command, ticket_id)

    view.__doc__ = command.__doc__
    return view


for _verb, (_command, _who) in PLAIN.items():
    surface.add_url_rule(
        f"/v1/tickets/<int:ticket_id>/{_verb}",
        endpoint=_verb,
        view_func=takes(Nothing)(allow(_who)(_plain(_command))),
        methods=["POST"],
    )
