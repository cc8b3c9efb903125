"""Who is calling: a device by its token, a member of staff by a session, or anybody."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, current_app, g, request, session

from queue_server.domain.roles import ROLE_WORDS, Caller, Role
from queue_server.store import Row
from queue_server.web.shared.refusals import CrossSite, SignInNeeded, WrongRole
from queue_server.web.shared.running import hall, running

PUBLIC = frozenset[Role]()
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DEVICE_COOKIE = "device"

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


def maybe_caller() -> Caller | None:
    """Who is calling, or None for anybody."""
    if "caller" not in g:
        g.caller = _by_token() or _by_session()
    return cast("Caller | None", g.caller)


def digest(token: str) -> str:
    """How a token is kept: its SHA-256, so that a copy of the database lets nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


def install(app: Flask) -> None:
    """Check every request against what its route declared."""
    app.before_request(_check)


def _check() -> None:
    if request.endpoint is None or request.endpoint.endswith("static"):
        return
    view = current_app.view_functions[request.endpoint]
    allowed: frozenset[Role] | None = getattr(view, "allowed", None)
    if allowed is None:
        raise _wrong_role(None, frozenset())
    if allowed is PUBLIC or not allowed:
        return
    who = caller()
    if who.role not in allowed:
        raise _wrong_role(who.role, allowed)
    _check_origin()


def _wrong_role(role: Role | None, allowed: frozenset[Role]) -> WrongRole:
    words = [ROLE_WORDS[it] for it in sorted(allowed)] or [("không ai", "nobody")]
    here = ROLE_WORDS[role] if role else ("ai cả", "caller")
    return WrongRole(
        role=role.value if role else "",
        needs=", ".join(sorted(allowed)),
        role_vi=here[0],
        role_en=here[1],
        needs_vi=", ".join(vi for vi, _ in words),
        needs_en=", ".join(en for _, en in words),
    )


def _check_origin() -> None:
    """A page of another site must not press buttons with this browser's cookies."""
    if request.method in SAFE_METHODS or "Authorization" in request.headers:
        return
    origin = request.headers.get("Origin")
    ours = urlsplit(origin).netloc == request.host if origin else False
    if not ours and (origin or "X-Requested-With" not in request.headers):
        raise CrossSite()


def _by_token() -> Caller | None:
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    token = bearer.strip() if scheme.lower() == "bearer" else request.cookies.get(DEVICE_COOKIE)
    if not token:
        return None
    row = _let_in("token", digest(token))
    if row is None:
        return None
    return let_in_as(row)


def _let_in(kind: str, name: str) -> Row | None:
    """The row of a token's digest or of a member of staff, as it was within the last second."""

    def find() -> Row:
        row = hall().ask(lambda v: v.token(name) if kind == "token" else v.staff_member(name))
        if row is None:
            raise _Unknown
        return row

    try:
        return running().let_in.get((kind, name), find)
    except _Unknown:
        return None


class _Unknown(Exception):
    """Nobody of that name is let in; this is not kept."""


def _by_session() -> Caller | None:
    name = session.get("staff")
    if "Authorization" in request.headers or not isinstance(name, str):
        return None
    row = _let_in("staff", name)
    # The session carries when the password was set: a new one ends every old session.
    if row is None or row["disabled_at"] or row["password_at"] != session.get("since"):
        return None
    return let_in_as(row, seat=session.get("counter"))


def let_in_as(row: Row, seat: str | None = None) -> Caller:
    """Who a device or a member of staff is; `seat` is for those who are bound to no counter."""
    bound = row["counter_id"]
    return Caller(
        name=row["name"],
        role=Role(row["role"]),
        counter_id=bound or seat,
        is_bound=bound is not None,
    )
