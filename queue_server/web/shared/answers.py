"""How a refusal looks: a problem document for programs, a page for people."""

import json
import logging
from typing import Any

from flask import Flask, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from queue_server.domain.door_refusals import TooManyTries
from queue_server.domain.refusals import Refusal, Unavailable
from queue_server.web.shared.language import language
from queue_server.web.shared.refusals import (
    BadRequest,
    BodyTooLarge,
    Failed,
    NotFound,
    SignInNeeded,
    WrongMethod,
)

MOST_BYTES = 64 * 1024
log = logging.getLogger("luot")


def answer(body: Any, status: int = 200) -> Response:
    """A JSON answer."""
    return answer_text(json.dumps(body, ensure_ascii=False), status)


def answer_text(text: str, status: int = 200) -> Response:
    """A JSON answer that is text already."""
    return Response(text, status=status, content_type="application/json")


def problem(refusal: Refusal) -> Response:
    """A refusal as RFC 9457 problem document: a stable `code` and a sentence in `detail`."""
    facts = {k: v for k, v in refusal.facts.items() if not k.endswith(("_vi", "_en"))}
    body = facts | {
        "type": f"urn:luot:problem:{refusal.code}",
        "title": refusal.code.replace("_", " "),
        "status": refusal.status,
        "code": refusal.code,
        "detail": refusal.sentence(language()),
    }
    text = json.dumps(body, ensure_ascii=False, default=str)
    return Response(text, status=refusal.status, content_type="application/problem+json")


def install(app: Flask) -> None:
    """Turn whatever is raised in a request into an answer. No traceback leaves the program."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _failed)


def wants_page() -> bool:
    """Is it a person's browser that asks for a page, and not a program?"""
    if request.path.startswith("/api/") or request.path.endswith(".json"):
        return False
    return "text/html" in request.headers.get("Accept", "")  # `*/*` alone is a program


def _refused(refusal: Refusal) -> ResponseReturnValue:
    if isinstance(refusal, SignInNeeded) and wants_page() and request.method == "GET":
        return redirect(url_for("shared.ask_to_sign_in", next=request.path))
    response = _page(refusal) if wants_page() else problem(refusal)
    if refusal.status == SignInNeeded.status:
        response.headers["WWW-Authenticate"] = "Bearer"
    return retry_later(response, refusal)


def retry_later(response: Response, refusal: Refusal) -> Response:
    """The same answer, saying after how many seconds to come again when the refusal does."""
    if refusal.status in (Unavailable.status, TooManyTries.status):
        response.headers["Retry-After"] = str(refusal.facts["seconds"])
    return response


def _page(refusal: Refusal) -> Response:
    page = render_template(
        "shared/error.html", detail=refusal.sentence(language()), refusal=refusal
    )
    return make_response(page, refusal.status)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:  # redirects are raised too
        return error.get_response()
    return _refused(_as_refusal(error))


def _as_refusal(error: HTTPException) -> Refusal:
    if error.code == NotFound.status:
        return NotFound()
    if error.code == WrongMethod.status:
        return WrongMethod(method=request.method)
    if error.code == BodyTooLarge.status:
        return BodyTooLarge(most_kb=MOST_BYTES // 1024)
    return BadRequest(
        field="request", problem_vi="yêu cầu không đọc được.", problem_en="it cannot be read."
    )


def _failed(error: Exception) -> ResponseReturnValue:
    log.exception("a request failed: %s %s", request.method, request.path, exc_info=error)
    return _refused(Failed())
