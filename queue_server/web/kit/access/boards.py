"""A board that was let in: it presses nothing, but keeps its place when strangers come."""

from flask import redirect, request
from werkzeug.wrappers import Response

from queue_server.devices.tables import Devices
from queue_server.hall.rules.roles import Role
from queue_server.kernel.interface import Row
from queue_server.web.kit.access.callers import digest
from queue_server.web.kit.access.seals import seal, unsealed
from queue_server.web.kit.app_context import hall, running
from queue_server.web.kit.https import for_cookie

COOKIE = "board"
TEN_YEARS_S = 10 * 365 * 86400


def let_in(token: str, target: str) -> Response:
    """Onwards to `target` without the token in the address; the browser keeps a seal of it."""
    response = redirect(target, 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    if _is_board(digest(token)):
        response.set_cookie(COOKIE, seal(COOKIE, digest(token)), TEN_YEARS_S, **for_cookie())
    return response


def is_let_in() -> bool:
    """Does this request come from a board that was let in?"""
    kept = unsealed(COOKIE, request.cookies.get(COOKIE))
    return kept is not None and _is_board(kept)


def _is_board(kept: str) -> bool:
    def find() -> Row:
        row = hall().ask(lambda view: Devices(view).of_token(kept))
        if row is None:
            raise LookupError(kept)
        return row

    try:
        return Role(running().let_in.get(("token", kept), find)["role"]) is Role.DISPLAY
    except LookupError:
        return False
