"""The printers of the hall, for staff: how they stand, new paper, a slip once more."""

from collections.abc import Sequence

from flask.typing import ResponseReturnValue

from queue_server.hall.rules import roles
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view_models import ViewModel
from queue_server.paper import commands, queries
from queue_server.paper.queries import PrinterCard
from queue_server.screens.shapes import StaffTicket
from queue_server.turns.rules import ownership
from queue_server.turns.rules.ownership import Verb
from queue_server.web.api.surface import surface
from queue_server.web.kit.access.callers import allow, caller
from queue_server.web.kit.app_context import hall
from queue_server.web.kit.http.answers import answer
from queue_server.web.kit.http.descriptions import describe
from queue_server.web.kit.http.presses import press, press_ticket
from queue_server.web.kit.http.request_bodies import body
from queue_server.web.kit.http.wishes import Nothing, Reprint


class Printers(ViewModel, kw_only=True):
    """The hall's printers."""

    printers: Sequence[PrinterCard]


class NewRoll(ViewModel, kw_only=True):
    """A printer with a new roll, of which nothing is used."""

    device: str
    printed_mm: int = 0


@surface.get("/v1/printers")
@allow(roles.STAFF)
@describe(answers=Printers)
def printers_of_the_hall() -> ResponseReturnValue:
    """Every printer: how it stands, how much paper is left, its newest slip."""
    return answer(Printers(printers=hall().ask(queries.printers)))


@surface.post("/v1/printers/<device>/rolls")
@allow(roles.TENDS_THE_LINE)
@describe(takes=Nothing, answers=NewRoll)
def change_roll(device: str) -> ResponseReturnValue:
    """New paper was put in."""
    body(Nothing)
    who = caller().name

    def work(tx: Transaction) -> str:
        return commands.change_roll(tx, device, by=who).device

    return press(work, shape=lambda _view, name: NewRoll(device=name))


@surface.post("/v1/tickets/<int:ticket_id>/reprints")
@allow(ownership.roles(Verb.REPRINT))
@describe(takes=Reprint, answers=StaffTicket)
def reprint(ticket_id: int) -> ResponseReturnValue:
    """Print the slip again, marked: where it was printed, or at another device's printer."""
    device = body(Reprint).device
    return press_ticket(Verb.REPRINT, commands.reprint, ticket_id, device=device)
