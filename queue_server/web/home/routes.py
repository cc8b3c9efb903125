"""The index of pages, the language switch and the sign of life, and the figures."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from queue_server.hall.rules.roles import READS_THE_METRICS
from queue_server.kernel.view_models import ViewModel
from queue_server.kernel.words import LANGUAGES
from queue_server.web.kit.access.callers import PUBLIC, allow, must_be
from queue_server.web.kit.access.strangers import is_at_this_computer
from queue_server.web.kit.app_context import hall, running
from queue_server.web.kit.http.answers import answer, kept_page
from queue_server.web.kit.http.descriptions import describe
from queue_server.web.kit.http.safe_redirect import local
from queue_server.web.kit.https import for_cookie
from queue_server.web.kit.language import COOKIE
from queue_server.web.kit.refusals import NotFound

surface = Blueprint("home", __name__, template_folder="templates")


class Alive(ViewModel, kw_only=True):
    """The hall's memory was read: how far it is."""

    version: int
    ok: bool = True


@surface.get("/")
@allow(PUBLIC)
def index() -> ResponseReturnValue:
    """A plain index of the pages."""
    is_open = running().settings.open_devices
    return kept_page("home", lambda: render_template("home/index.html", open_devices=is_open))


@surface.get("/healthz")
@allow(PUBLIC)
@describe(answers=Alive)
def health() -> ResponseReturnValue:
    """Is the hall alive? It answers after a read from the memory, with the version."""
    return answer(Alive(version=hall().ask(lambda view: view.version)))


@surface.get("/metrics")
@allow(PUBLIC)  # a program on this computer has no token
def metrics() -> ResponseReturnValue:
    """Figures for a monitoring program: on this computer, or with a token for them."""
    if not is_at_this_computer():
        must_be(READS_THE_METRICS)
    return running().metrics.answer()


@surface.get("/language/<lang>")
@allow(PUBLIC)
def choose_language(lang: str) -> ResponseReturnValue:
    """Remember a language at this browser and go back."""
    if lang not in LANGUAGES:
        raise NotFound()
    response = redirect(local(request.args.get("back"), "/"))
    response.set_cookie(COOKIE, lang, max_age=365 * 86400, **for_cookie())
    return response
