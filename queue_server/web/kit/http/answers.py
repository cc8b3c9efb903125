"""How a refusal looks: a problem document for programs, a page for people."""

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    request,
    url_for,
)
from flask.globals import request_ctx
from flask.json.provider import DefaultJSONProvider
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from queue_server.kernel import logs
from queue_server.kernel.refusals import Refusal
from queue_server.kernel.view_models import ViewModel, encoded
from queue_server.web.kit.access.callers import maybe_caller
from queue_server.web.kit.app_context import running
from queue_server.web.kit.cache import Text
from queue_server.web.kit.http.safe_redirect import local
from queue_server.web.kit.language import language
from queue_server.web.kit.refusals import (
    BadRequest,
    BodyTooLarge,
    Failed,
    NotFound,
    SignInNeeded,
    WrongMethod,
    WrongRole,
)
from queue_server.web.kit.words import said
from words import Text as Words

MOST_BYTES = 64 * 1024
AGAIN_S = 5  # between two tries of a page that could not be made
LATER = (429, 503)  # try again after so many seconds
log = logging.getLogger("luot.web")


class _Json(DefaultJSONProvider):
    """JSON as the rest of the program writes it, for templates."""

    def dumps(self, obj: object, **_how: object) -> str:
        return encoded(obj)


def answer(told: ViewModel, status: int = 200) -> Response:
    """A JSON answer."""
    return answer_text(encoded(told), status)


def answer_text(text: str, status: int = 200) -> Response:
    """A JSON answer that is text already."""
    return Response(text, status=status, content_type="application/json")


def kept_page(name: str, draw: Callable[[], str]) -> Response:
    """A page that is the same for every stranger: drawn once for all of them, until it changes."""
    if maybe_caller() is not None:
        return make_response(draw())
    kept = running().answers.get(("page", name, language()), lambda: Text(draw()))
    response = make_response(kept.text)
    response.headers["Cache-Control"] = "private, no-cache"  # ask whether it still holds
    response.add_etag()
    response.make_conditional(request)
    return response


def problem(refusal: Refusal) -> Response:
    """A refusal as RFC 9457 problem document: a stable `code` and a sentence in `detail`."""
    facts = {k: v for k, v in refusal.facts.items() if not isinstance(v, Words)}
    body = facts | {
        "type": f"urn:luot:problem:{refusal.code}",
        "title": refusal.code.replace("_", " "),
        "status": refusal.status,
        "code": refusal.code,
        "detail": refusal.sentence(language()),
    }
    return Response(encoded(body), status=refusal.status, content_type="application/problem+json")


def install(app: Flask) -> None:
    """Turn whatever is raised in a request into an answer. No traceback leaves the program."""
    app.json = _Json(app)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _failed)


def wants_page() -> bool:
    """Is it a person's browser that asks for a page, and not a program?"""
    if request.path.startswith("/api/") or request.path.endswith(".json"):
        return False
    return "text/html" in request.headers.get("Accept", "")  # `*/*` alone is a program


def refused(refusal: Refusal) -> Response:
    """A refusal for whoever asked: a page or a problem document, or the way to sign in."""
    g.refusal_code = refusal.code
    if isinstance(refusal, SignInNeeded) and wants_page() and request.method == "GET":
        return make_response(redirect(url_for("shared.ask_to_sign_in", next=request.path)))
    response = _page(refusal) if wants_page() else problem(refusal)
    if refusal.status == SignInNeeded.status:
        response.headers["WWW-Authenticate"] = "Bearer"
    return retry_later(response, refusal)


def retry_later(response: Response, refusal: Refusal) -> Response:
    """The same answer, saying after how many seconds to come again when the refusal does."""
    if refusal.status in LATER and "seconds" in refusal.facts:
        response.headers["Retry-After"] = str(refusal.facts["seconds"])
    return response


def _page(refusal: Refusal) -> Response:
    """A page that needs nothing but its words: what every page asks may be what is away."""
    failed = refusal.status >= Failed.status
    template = "shared/away.html" if failed else "shared/error.html"
    page = current_app.jinja_env.get_template(template).render(
        lang=language(),
        detail=refusal.sentence(language()),
        again_s=AGAIN_S,
        request_id=refusal.facts.get("request_id"),
        back=_where_to_ask(),
        caller=g.get("caller") if refusal.status == WrongRole.status else None,
    )
    return make_response(page, refusal.status)


def _where_to_ask() -> str:
    """The page to ask for again: this one; after a press, that it was pressed on."""
    if request.method in ("GET", "HEAD"):
        return local(request.full_path.rstrip("?"), "/")
    before = urlsplit(request.referrer or "")
    return local(before.path, "/") if before.netloc == request.host else "/"


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:  # redirects are raised too
        return error.get_response()
    if error.code == NotFound.status and (page := _without_slash()):
        return redirect(page, 308)
    response = refused(_as_refusal(error))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _without_slash() -> str | None:
    """The address of the page that is meant, when only a slash at the end is too much."""
    adapter, path = request_ctx.url_adapter, request.path.rstrip("/")
    if adapter is None or path == request.path or not adapter.test(path, method=request.method):
        return None
    endpoint, facts = adapter.match(path, method=request.method)
    return url_for(endpoint, **facts)


def _as_refusal(error: HTTPException) -> Refusal:
    if error.code == NotFound.status:
        return NotFound()
    if error.code == WrongMethod.status:
        return WrongMethod(method=request.method)
    if error.code == BodyTooLarge.status:
        return BodyTooLarge(most_kb=MOST_BYTES // 1024)
    return BadRequest(field="request", problem=said("it cannot be read."))


def _failed(error: Exception) -> ResponseReturnValue:
    # The rule, not the address: that holds whatever somebody wrote into it, or a citizen's key.
    log.exception("a request failed: %s %s", request.method, request.url_rule, exc_info=error)
    return refused(Failed(request_id=logs.request_id.get()))
