"""The printers of the hall, for staff: how they stand, new paper, a slip once more."""

from flask.typing import ResponseReturnValue

from queue_server.hall.rules import roles
from queue_server.kernel.unit_of_work import Transaction
from queue_server.paper import commands, queries
from queue_server.turns.rules import ownership
from queue_server.turns.rules.ownership import Verb
from queue_server.web.api.surface import surface
from queue_server.web.kit.access.callers import allow, caller
from queue_server.web.kit.app_context import hall
from queue_server.web.kit.http.answers import answer
from queue_server.web.kit.http.presses import press, press_ticket
from queue_server.web.kit.http.request_bodies import body
from queue_server.web.kit.http.wishes import Nothing, Reprint, takes


@surface.get("/v1/printers")
@allow(roles.STAFF)
def printers_of_the_hall() -> ResponseReturnValue:
    """Every printer: how it stands, how much paper is left, its newest slip."""
    return answer({"printers": hall().ask(queries.printers)})


@surface.post("/v1/printers/<device>/rolls")
@allow(roles.TENDS_THE_LINE)
@takes(Nothing)
def change_roll(device: str) -> ResponseReturnValue:
    """New paper was put in."""
    body(Nothing)
    who = caller().name

    def work(tx: Transaction) -> str:
        return commands.change_roll(tx, device, by=who).device

    return press(work, shape=lambda _view, name: {"device": name, "printed_mm": 0})


@surface.post("/v1/tickets/<int:ticket_id>/reprints")
@allow(ownership.roles(Verb.REPRINT))
@takes(Reprint)
def reprint(ticket_id: int) -> ResponseReturnValue:
    """Print the slip again, marked: where it was printed, or at another device's printer."""
    device = body(Reprint).device
    return press_ticket(Verb.REPRINT, commands.reprint, ticket_id, device=device)
