"""How a touchscreen is let in: it shows its token once, and keeps a seal of this hall instead."""

from flask import after_this_request, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from kiosk.routes import TOUCHES, surface
from queue_server.hall.rules.roles import Caller, Role
from queue_server.web.kit.access.callers import (
    DEVICE_COOKIE,
    PUBLIC,
    TOKEN_COOKIE,
    TOUCHSCREEN,
    allow,
    digest,
    maybe_caller,
    of_token,
)
from queue_server.web.kit.access.seals import seal
from queue_server.web.kit.access.strangers import is_at_this_computer
from queue_server.web.kit.app_context import running
from queue_server.web.kit.https import for_cookie

TEN_YEARS_S = 10 * 365 * 86400
DEMO_DEVICE = "kiosk1"


@surface.post("/device")
@allow(PUBLIC)
def let_in() -> ResponseReturnValue:
    """Let this browser in with a device's token."""
    return _exchanged(request.form.get("token", "").strip())


@surface.before_app_request
def _let_in() -> ResponseReturnValue | None:
    """A token in the address is exchanged and gone from there; so is one in an older cookie."""
    if not request.path.startswith(TOUCHSCREEN) or request.endpoint == "kiosk.static":
        return None
    if token := request.args.get("device"):
        return _exchanged(token)
    if token := request.cookies.get(TOKEN_COOKIE):
        after_this_request(lambda response: _sealed(response, token))
    if running().settings.open_devices and is_at_this_computer():
        known = maybe_caller()
        if known is None or known.role not in TOUCHES:
            g.caller = Caller(name=DEMO_DEVICE, role=Role.KIOSK)
    return None


def _exchanged(token: str) -> Response:
    """The first page, for whoever showed a token that is in force."""
    response = redirect(url_for("kiosk.start"), 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    return _sealed(response, token)


def _sealed(response: Response, token: str) -> Response:
    """With a seal instead of the token, which the browser keeps no longer."""
    if of_token(digest(token)):
        told = seal(DEVICE_COOKIE, digest(token))
        response.set_cookie(DEVICE_COOKIE, told, max_age=TEN_YEARS_S, **for_cookie())
        response.delete_cookie(TOKEN_COOKIE)
    return response
