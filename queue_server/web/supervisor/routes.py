"""The hall's printers: how each stands, its paper, its newest slips, and a slip once more."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from queue_server.devices.queries import wrong_passwords
from queue_server.hall.rules import roles
from queue_server.kernel.refusals import Refusal
from queue_server.paper import commands as paper
from queue_server.paper.queries import printers
from queue_server.screens.time_stands import how_time_stands
from queue_server.turns.commands import day_end
from queue_server.web.kit.access.callers import allow, caller
from queue_server.web.kit.app_context import hall, running
from queue_server.web.kit.http.presses import press_form
from queue_server.web.kit.language import language

surface = Blueprint(
    "supervisor",
    __name__,
    url_prefix="/supervisor",
    template_folder="templates",
    static_folder="static",
)


@surface.get("/")
@allow(roles.STAFF)
def overview() -> ResponseReturnValue:
    """The printers, those with trouble first."""
    return _page()


@surface.post("/printers/<device>/rolls")
@allow(roles.TENDS_THE_LINE)
def change_roll(device: str) -> ResponseReturnValue:
    """New paper was put in."""
    by = caller().name
    press_form(lambda tx: paper.change_roll(tx, device, by=by).device)
    return redirect(url_for("supervisor.overview"), 303)


@surface.post("/clock")
@allow(roles.RUNS_THE_HALL)
def confirm_time() -> ResponseReturnValue:
    """The computer's clock was looked at and is right, also where it leapt to."""
    if hall().ask(lambda view: view.leap):
        running().clock.follow()
    by = caller().name
    press_form(lambda tx: day_end.confirm_time(tx, by=by))
    return redirect(url_for("supervisor.overview"), 303)


@surface.post("/printers/<device>/slips")
@allow(roles.TENDS_THE_LINE)
def reprint(device: str) -> ResponseReturnValue:
    """Print a slip again at this printer, marked."""
    ticket_id, by = request.form.get("ticket_id", 0, int), caller().name
    try:
        press_form(lambda tx: paper.reprint(tx, ticket_id, by=by, device=device).id)
    except Refusal as refusal:
        return _page(detail=refusal.sentence(language())), refusal.status
    return redirect(url_for("supervisor.overview"), 303)


def _page(detail: str = "") -> str:
    found = hall().ask(printers)
    found.sort(key=lambda it: (not it.hindrance, it.paper != "low", it.device))
    role, time = caller().role, hall().ask(how_time_stands)
    return render_template(
        "supervisor/printers.html",
        printers=found,
        tends=role in roles.TENDS_THE_LINE,
        guesses=hall().ask(wrong_passwords) if role in roles.RUNS_THE_HALL else [],
        time=time.says.into(language()),
        runs_the_hall=role in roles.RUNS_THE_HALL,
        detail=detail,
    )
