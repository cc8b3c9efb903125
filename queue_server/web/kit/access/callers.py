"""Who is calling: a device by its token, a member of staff by a session, or anybody."""

import hashlib
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar, cast

from flask import Flask, Request, current_app, g, session

from queue_server.devices.tables import Devices, Staff
from queue_server.hall.rules.roles import ANYBODY, NOBODY, ROLE_WORDS, Caller, Role
from queue_server.kernel.interface import Row
from queue_server.kernel.view import View
from queue_server.web.kit.access.seals import unsealed
from queue_server.web.kit.app_context import asked, hall, running
from queue_server.web.kit.https import is_ours
from queue_server.web.kit.refusals import CrossSite, SignInNeeded, WrongRole
from words import Text

PUBLIC = frozenset[Role]()
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TOUCHSCREEN = "/kiosk/"  # a device's browser presses there; elsewhere somebody may sign in at it
DEVICE_COOKIE = "touchscreen"
TOKEN_COOKIE = "device"  # noqa: S105 (a cookie's name: of devices let in before there were seals)
FROM_ELSEWHERE = ("cross-site", "same-site")  # what a browser says of another site's page

F = TypeVar("F", bound=Callable[..., Any])


def allow(roles: Iterable[Role]) -> Callable[[F], F]:
    """Declare who may use a route. One that declares nothing is used by nobody."""

    def declare(view: F) -> F:
        view.allowed = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return declare


def caller() -> Caller:
    """Who is calling. Raises SignInNeeded."""
    found = maybe_caller()
    if found is None:
        raise SignInNeeded()
    return found


def must_be(roles: frozenset[Role]) -> None:
    """Refuse whoever has none of these roles. Raises SignInNeeded or WrongRole."""
    who = caller()
    if who.role not in roles:
        raise _wrong_role(who.role, roles)


def maybe_caller() -> Caller | None:
    """Who is calling, or None for anybody."""
    here = g._get_current_object()
    if "caller" not in here:
        here.caller = _found(asked())
    return cast("Caller | None", here.caller)


def _found(request: Request) -> Caller | None:
    if "Authorization" in request.headers:
        return _by_token(request)
    return (device() if request.path.startswith(TOUCHSCREEN) else None) or _by_session()


def digest(token: str) -> str:
    """How a token is kept: its SHA-256, so that a copy of the database lets nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


def install(app: Flask) -> None:
    """Check every request against what its route declared."""
    app.before_request(_check)


def _check() -> None:
    request = asked()
    if request.endpoint is None or request.endpoint.endswith("static"):
        return
    view = current_app.view_functions[request.endpoint]
    allowed: frozenset[Role] | None = getattr(view, "allowed", None)
    if allowed is None:
        raise _wrong_role(None, frozenset())
    may_be_forged = request.method not in SAFE_METHODS and "Authorization" not in request.headers
    if may_be_forged:
        _check_origin(request)
    if not allowed:
        return
    must_be(allowed)
    if may_be_forged:
        _check_is_a_page(request)


def _wrong_role(role: Role | None, allowed: frozenset[Role]) -> WrongRole:
    words = [ROLE_WORDS[it] for it in sorted(allowed)] or [NOBODY]
    listed = {lang: ", ".join(it.into(lang) for it in words) for lang in NOBODY}
    return WrongRole(
        role=role.value if role else "",
        needs=", ".join(sorted(allowed)),
        role_name=ROLE_WORDS[role] if role else ANYBODY,
        needed=Text(listed),
    )


def _check_origin(request: Request) -> None:
    """A page of another site must not press buttons here, nor sign anybody in or out."""
    origin = request.headers.get("Origin")
    is_foreign = request.headers.get("Sec-Fetch-Site") in FROM_ELSEWHERE
    if is_foreign or (origin is not None and not is_ours(origin)):
        raise CrossSite()


def _check_is_a_page(request: Request) -> None:
    """A press with this browser's cookies says that it comes from our page."""
    if "Origin" not in request.headers and "X-Requested-With" not in request.headers:
        raise CrossSite()


def _by_token(request: Request) -> Caller | None:
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not bearer.strip():
        return None
    return of_token(digest(bearer.strip()))


def of_token(token: str) -> Caller | None:
    """The device whose token has this digest, as it was within the last second; or None."""
    row = _kept(("token", token), lambda view: Devices(view).of_token(token))
    return _let_in_as(row) if row else None


def device() -> Caller | None:
    """The device whose browser this is, as the hall sealed it; None for any other browser."""
    cookies = asked().cookies
    if sealed := unsealed(DEVICE_COOKIE, cookies.get(DEVICE_COOKIE)):
        return of_token(sealed)
    token = cookies.get(TOKEN_COOKIE)
    return of_token(digest(token)) if token else None


def _by_session() -> Caller | None:
    word = session.get("word")
    if not isinstance(word, str):
        return None
    row = _kept(("session", digest(word)), lambda view: Staff(view).of_session(digest(word)))
    return _let_in_as(row, seat=session.get("counter")) if row else None


def _kept(name: Hashable, find: Callable[[View], Row | None]) -> Row | None:
    """Who is let in under a name, as it was within the last second."""

    def found() -> Row:
        row = hall().ask(find)
        if row is None:
            raise _Unknown
        return row

    try:
        return running().let_in.get(name, found)
    except _Unknown:
        return None


class _Unknown(Exception):
    """Nobody is let in under that name; this is not kept."""


def _let_in_as(row: Row, seat: str | None = None) -> Caller:
    """Who a device or a member of staff is; `seat` is for those who are bound to no counter."""
    bound = row["counter_id"]
    return Caller(
        name=row["name"],
        role=Role(row["role"]),
        counter_id=bound or seat,
        is_bound=bound is not None,
    )
