"""The slip of a number at the touchscreen: whether it came out, and once more if it did not."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from kiosk.routes import TOUCHES, surface
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view_models import ViewModel
from queue_server.paper.commands import received, reprint
from queue_server.paper.queries import PaperNews, paper_of
from queue_server.turns.refusals import UnknownTicket
from queue_server.web.kit.access.callers import allow, caller
from queue_server.web.kit.app_context import hall, running
from queue_server.web.kit.http.answers import answer
from queue_server.web.kit.http.presses import press_form


class SlipNews(ViewModel, kw_only=True):
    """How a slip stands for the person who waits for it."""

    paper: PaperNews


@surface.get("/tickets/<key>/paper.json")
@allow(TOUCHES)
def paper(key: str) -> ResponseReturnValue:
    """How the slip stands, for the page that waits for it. Raises UnknownTicket."""
    return answer(SlipNews(paper=hall().ask(paper_of, _ticket(key), caller().name)))


@surface.post("/tickets/<key>/paper")
@allow(TOUCHES)
def say_paper(key: str) -> ResponseReturnValue:
    """The person says whether they have the slip; without it, it is printed again and marked."""
    ticket_id, who = _ticket(key), caller()
    has_it = request.form.get("have") == "yes"

    def work(tx: Transaction) -> None:
        if has_it:
            received(tx, ticket_id)
        else:
            reprint(tx, ticket_id, by=who.name, device=who.name)

    press_form(work)
    return redirect(url_for("kiosk.taken", key=key), 303)


def _ticket(key: str) -> int:
    ticket_id = running().keys.ticket_id(key)
    if ticket_id is None:
        raise UnknownTicket()
    return ticket_id
