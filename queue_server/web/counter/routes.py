"""Choosing one's counter, and the desk itself. Its presses go through the API."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from queue_server.hall.rules import roles
from queue_server.hall.tables import floor_of
from queue_server.screens import counter_cards
from queue_server.turns.refusals import BoundToCounter
from queue_server.web.kit.access import shown
from queue_server.web.kit.access.callers import allow, caller
from queue_server.web.kit.app_context import hall

surface = Blueprint(
    "counter", __name__, url_prefix="/counter", template_folder="templates", static_folder="static"
)


@surface.get("/")
@allow(roles.CALLS)
def desk_page() -> ResponseReturnValue:
    """The desk of the counter one sits at, or the choice of a counter."""
    who = caller()
    if who.counter_id is None:
        return render_template("counter/choose.html", counters=hall().ask(counter_cards.counters))
    return render_template("counter/desk.html", desk=hall().ask(shown.desk, who.counter_id, who))


@surface.post("/seat")
@allow(roles.CALLS)
def sit_down() -> ResponseReturnValue:
    """Sit down at a counter, or stand up when none is named."""
    counter_id, who = request.form.get("counter_id") or None, caller()
    if who.is_bound and counter_id != who.counter_id:
        own = hall().ask(lambda view: floor_of(view).counter(who.counter_id or ""))
        raise BoundToCounter(own=own.number)
    if counter_id is not None:
        hall().ask(lambda view: floor_of(view).known_counter(counter_id))
    session["counter"] = counter_id
    return redirect(url_for("counter.desk_page"))
