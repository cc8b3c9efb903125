"""How a touchscreen is let in: it shows its token once, and keeps a seal of this hall instead."""

from flask import after_this_request, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from kiosk.routes import TOUCHES, surface
from queue_server.domain.roles import Caller, Role
from queue_server.web.shared.callers import PUBLIC, allow, digest, maybe_caller, of_token
from queue_server.web.shared.https import for_cookie
from queue_server.web.shared.running import running
from queue_server.web.shared.seals import seal, unsealed
from queue_server.web.shared.strangers import is_at_this_computer

PLACE = "/kiosk/"  # the seal counts here: no page elsewhere takes somebody signed in for a device
COOKIE = "touchscreen"
TOKEN_COOKIE = "device"  # noqa: S105 (a cookie's name: of devices let in before there were seals)
TEN_YEARS_S = 10 * 365 * 86400
DEMO_DEVICE = "kiosk1"


@surface.post("/device")
@allow(PUBLIC)
def let_in() -> ResponseReturnValue:
    """Let this browser in with a device's token."""
    return _exchanged(request.form.get("token", "").strip())


@surface.before_app_request
def _let_in() -> ResponseReturnValue | None:
    """The device whose browser this is. A token in the address is exchanged and gone from there."""
    if not request.path.startswith(PLACE) or request.endpoint == "kiosk.static":
        return None
    if token := request.args.get("device"):
        return _exchanged(token)
    if "Authorization" not in request.headers and (device := _by_cookie()):
        g.caller = device
    elif running().settings.open_devices and is_at_this_computer():
        known = maybe_caller()
        if known is None or known.role not in TOUCHES:
            g.caller = Caller(name=DEMO_DEVICE, role=Role.KIOSK)
    return None


def _exchanged(token: str) -> Response:
    """Back to the first page, with a seal for the token when it is in force."""
    response = redirect(url_for("kiosk.start"), 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    return _keep(response, token) if of_token(digest(token)) else response


def _keep(response: Response, token: str) -> Response:
    told = seal(COOKIE, digest(token))
    response.set_cookie(COOKIE, told, max_age=TEN_YEARS_S, path=PLACE, **for_cookie())
    response.delete_cookie(TOKEN_COOKIE)
    return response


def _by_cookie() -> Caller | None:
    if sealed := unsealed(COOKIE, request.cookies.get(COOKIE)):
        return of_token(sealed)
    token = request.cookies.get(TOKEN_COOKIE)
    device = of_token(digest(token)) if token else None
    if token and device:
        after_this_request(lambda response: _keep(response, token))
    return device
