"""The pages behind the QR code on a slip. Whoever has the key may read and rate, once."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from queue_server.kernel.refusals import KeyReused, Refusal
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.kernel.view_models import encoded
from queue_server.ratings import commands as rating
from queue_server.ratings import rules as ratings
from queue_server.screens import phone
from queue_server.screens.changes import BoardMessage
from queue_server.screens.heartbeat import Heartbeat
from queue_server.screens.phone import CitizenTicket
from queue_server.turns.commands import serving
from queue_server.turns.refusals import NotAllowed, UnknownTicket
from queue_server.turns.rules.tickets import Ticket
from queue_server.web.kit.access.callers import PUBLIC, allow, maybe_caller
from queue_server.web.kit.access.strangers import must_not_be_too_often
from queue_server.web.kit.app_context import hall, running
from queue_server.web.kit.cache import Text
from queue_server.web.kit.http.answers import answer_text
from queue_server.web.kit.http.descriptions import describe
from queue_server.web.kit.http.presses import press
from queue_server.web.kit.http.request_bodies import body
from queue_server.web.kit.http.wishes import Nothing, Rating
from queue_server.web.kit.language import gettext, language
from queue_server.web.kit.pages.qr import svg
from queue_server.web.kit.refusals import BadRequest
from queue_server.web.kit.words import said

surface = Blueprint(
    "phone",
    __name__,
    url_prefix="/t",
    template_folder="templates",
    static_folder="static",
    static_url_path="/static",
)
BY = "citizen"
DAY_S = 86400  # a link's picture never changes
COME_AGAIN = b"retry: 2000\n\n"  # so many ms after a stream that ended


@surface.before_request
def _not_too_often() -> None:
    """Bound what is asked with one key. What is no key fills no memory. Raises TooOften."""
    key = (request.view_args or {}).get("key")
    if key is None or maybe_caller() is not None:
        return
    ticket_id = running().keys.ticket_id(key)
    if ticket_id is not None:
        must_not_be_too_often(running().asking.take(ticket_id))


@surface.get("/<key>")
@allow(PUBLIC)
def status(key: str) -> ResponseReturnValue:
    """The citizen's page: where they stand, then the rating."""
    try:
        mine = hall().ask(phone.citizen, ticket_of(key))
    except UnknownTicket:
        return render_template("phone/not_found.html"), UnknownTicket.status
    return _page(key, mine)


@surface.get("/<key>.json")
@allow(PUBLIC)
@describe(answers=CitizenTicket)
def status_json(key: str) -> ResponseReturnValue:
    """The same as JSON, for the page's script and other programs."""
    ticket_id = ticket_of(key)

    def mine() -> Text:
        return Text(encoded(hall().ask(phone.citizen, ticket_id)))

    return answer_text(running().answers.get(ticket_id, mine).text)


@surface.get("/<key>/qr.svg")
@allow(PUBLIC)
@describe(media="image/svg+xml")
def qr(key: str) -> ResponseReturnValue:
    """The QR code that opens this page, for the kiosk's screen."""
    ticket_of(key)
    picture = Response(svg(f"{running().settings.address}/t/{key}"), mimetype="image/svg+xml")
    picture.headers["Cache-Control"] = f"private, max-age={DAY_S}"
    picture.add_etag()
    return picture.make_conditional(request)


@surface.get("/<key>/events")
@allow(PUBLIC)
@describe(media="text/event-stream", events={"board": BoardMessage, "beat": Heartbeat})
def events(key: str) -> ResponseReturnValue:
    """Server-Sent Events: the same `board` message for every phone, `id` is the version."""
    takes_over = running().listen(ticket_of(key))
    if place := request.environ.get("luot.place"):
        place.handed_to = takes_over
    # A proxy that gathers an answer before it passes it on would keep every message for itself.
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(iter([COME_AGAIN]), mimetype="text/event-stream", headers=headers)


@surface.post("/<key>/rating")
@allow(PUBLIC)
@describe(takes=Rating, answers=CitizenTicket)
def rate(key: str) -> ResponseReturnValue:
    """Rate the visit, once, after the service: 1 (very dissatisfied) to 5 (very satisfied)."""
    ticket_id = ticket_of(key)
    wish = _rating_of_form() if request.form else body(Rating)

    def work(tx: Transaction) -> Ticket:
        return rating.rate(tx, ticket_id, wish.value, by=BY, reason=wish.reason)

    return _press(key, ticket_id, work)


@surface.post("/<key>/cancellation")
@allow(PUBLIC)
@describe(takes=Nothing, answers=CitizenTicket)
def cancel(key: str) -> ResponseReturnValue:
    """Give the turn up."""
    ticket_id = ticket_of(key)
    if not request.form:
        body(Nothing)
    return _press(key, ticket_id, lambda tx: serving.cancel(tx, ticket_id, by=BY))


def ticket_of(key: str) -> int:
    """The ticket of a key. A wrong key and an unknown one get the same answer: UnknownTicket."""
    ticket_id = running().keys.ticket_id(key)
    if ticket_id is None:
        raise UnknownTicket()
    return ticket_id


def _press(key: str, ticket_id: int, work: Any) -> ResponseReturnValue:
    """Press, then answer JSON to a program and the page again to a form."""
    try:
        done = press(work, shape=_mine, device=f"phone:{ticket_id}")
    except Refusal as refusal:
        if request.mimetype == "application/json" or not request.form:
            raise
        mine = hall().ask(phone.citizen, ticket_id)
        return _page(key, mine, _to_a_citizen(refusal)), refusal.status
    return redirect(url_for("phone.status", key=key), 303) if request.form else done


def _to_a_citizen(refusal: Refusal) -> str:
    """A refusal without the words for clerks: what they might press helps nobody here."""
    if isinstance(refusal, NotAllowed | KeyReused):
        return gettext("That is not possible any more. Below is how things stand now.")
    return refusal.sentence(language())


def _mine(view: View, it: Ticket) -> CitizenTicket:
    return phone.citizen(view, it.id)


def _page(key: str, mine: CitizenTicket, detail: str | None = None) -> str:
    levels = [{"value": value, "says": says} for value, says in ratings.LEVELS.items()]
    return render_template("phone/status.html", key=key, mine=mine, levels=levels, detail=detail)


def _rating_of_form() -> Rating:
    value = request.form.get("value", "")
    if value not in ("1", "2", "3", "4", "5"):
        raise BadRequest(field="value", problem=said("choose 1 to 5."))
    return Rating(value=int(value), reason=request.form.get("reason") or None)
