"""The touchscreen's pages. They are forms and links, so they work without JavaScript."""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec import structs
from werkzeug.wrappers import Response

from kiosk.search import found
from queue_server.devices.commands import keep_pace
from queue_server.hall.rules.roles import Role
from queue_server.kernel.refusals import Refusal
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.words import FIRST
from queue_server.paper.queries import hindrance_at, paper_of
from queue_server.screens import kiosk, phone
from queue_server.turns.commands import issuing
from queue_server.turns.refusals import UnknownTicket
from queue_server.web.kit.access.callers import allow, caller
from queue_server.web.kit.app_context import floor, hall, running
from queue_server.web.kit.http import answers
from queue_server.web.kit.http.presses import press_form
from queue_server.web.kit.http.safe_redirect import local
from queue_server.web.kit.https import for_cookie
from queue_server.web.kit.language import COOKIE, language
from queue_server.web.kit.refusals import NotFound

surface = Blueprint(
    "kiosk", __name__, url_prefix="/kiosk", template_folder="templates", static_folder="static"
)
TOUCHES = frozenset({Role.KIOSK, Role.HELPER})
REACH = "reach"
NOT_OF_THE_SCREEN = (401, 403, 500, 503)  # not let in; or a page needs what is away just now
REACHES = ("low", "normal")


@surface.get("/")
@allow(TOUCHES)
def start() -> ResponseReturnValue:
    """The first screen: one question, a button per service. `?q=` searches without JavaScript."""
    if "new" in request.args:
        return _as_new()
    services, wanted = hall().ask(kiosk.services), request.args.get("q", "").strip()[:64]
    meant = found([s.words for s in services], wanted)
    shown = [s for s, is_meant in zip(services, meant, strict=True) if is_meant]
    no_paper = hall().ask(hindrance_at, caller().name)
    return render_template("kiosk/start.html", services=shown, wanted=wanted, no_paper=no_paper)


@surface.get("/reach/<reach>")
@allow(TOUCHES)
def choose_reach(reach: str) -> ResponseReturnValue:
    """`low` brings everything within reach of a wheelchair; `normal` puts it back."""
    if reach not in REACHES:
        raise NotFound()
    response = redirect(local(request.args.get("back"), "/kiosk/"))
    response.set_cookie(REACH, reach, **for_cookie())
    return response


@surface.get("/services/<service_id>")
@allow(TOUCHES)
def service(service_id: str) -> ResponseReturnValue:
    """What a service costs, how long it takes, what to bring; then one big button."""
    shown = hall().ask(kiosk.service, service_id)
    return render_template("kiosk/service.html", **structs.asdict(shown))


@surface.post("/tickets")
@allow(TOUCHES)
def take() -> ResponseReturnValue:
    """Take a number: the same page pressed twice gives the same number."""
    form, who, speaks = request.form, caller(), language()
    wish = {k: form.get(k) or None for k in ("priority_group", "procedure_code")}

    def work(tx: Transaction) -> int:
        keep_pace(tx, who)
        it = issuing.issue(tx, form.get("service_id", ""), by=who.name, language=speaks, **wish)
        return it.id

    ticket_id = int(press_form(work))
    return redirect(url_for("kiosk.taken", key=running().keys.key(ticket_id)), 303)


@surface.get("/tickets/<key>")
@allow(TOUCHES)
def taken(key: str) -> ResponseReturnValue:
    """The number, huge, with its QR code: whoever gets no paper photographs the screen."""
    ticket_id = running().keys.ticket_id(key)
    if ticket_id is None:
        raise UnknownTicket()
    mine = hall().ask(phone.citizen, ticket_id)
    counters = [c.number for c in floor().counters_for(mine.service.id)]
    paper = hall().ask(paper_of, ticket_id, caller().name)
    return render_template("kiosk/taken.html", mine=mine, key=key, counters=counters, paper=paper)


@surface.get("/<path:elsewhere>")
@allow(TOUCHES)
def nowhere(elsewhere: str) -> ResponseReturnValue:  # noqa: ARG001 (Flask passes it by name)
    """No such page; the touchscreen still finds back."""
    raise NotFound()


@surface.errorhandler(Refusal)
def refused(refusal: Refusal) -> ResponseReturnValue:
    """Why not, on a page that goes back to the start by itself; a program gets the document."""
    if not answers.wants_page() or refusal.status in NOT_OF_THE_SCREEN:
        return answers.refused(refusal)
    detail, is_number = refusal.sentence(language()), request.endpoint == "kiosk.take"
    page = render_template("kiosk/refused.html", detail=detail, is_number=is_number)
    return make_response(page, refusal.status)


def _as_new() -> Response:
    """The first screen for the next person: language and height as nobody had changed them."""
    response = redirect(url_for("kiosk.start"))
    response.delete_cookie(COOKIE)
    response.delete_cookie(REACH)
    return response


@surface.context_processor
def _frame() -> dict[str, Any]:
    return {
        "reach": "low" if request.cookies.get(REACH) == "low" else "normal",
        "speed": running().clock.speed,
        "first_lang": FIRST,
    }
