"""What every page carries: the hall, the language, whether it is open, and strict headers."""

import re
from collections.abc import Callable, Iterable
from secrets import token_hex
from typing import Any

from flask import Flask

from queue_server.hall import queries as opening
from queue_server.hall.tables import is_in_doubt
from queue_server.kernel import logs
from queue_server.web.kit.access.callers import maybe_caller
from queue_server.web.kit.app_context import floor, hall, running
from queue_server.web.kit.http.presses import press_field
from queue_server.web.kit.language import gettext, language, pick

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),  # a link with a key must not travel on
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
NO_STORE = ("Cache-Control", "no-store")
MOVING = ("text/html", "application/json", "application/problem+json")  # never kept by a browser
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{6,64}")
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def install(app: Flask) -> None:
    """Give every template its globals."""
    app.context_processor(_context)
    app.jinja_env.globals["press_field"] = press_field


def _context() -> dict[str, Any]:
    data, clock = floor(), running().clock
    now = opening.at(data.hours, clock.now())
    return {
        "hall": data.hall,
        "lang": language(),
        "now": clock.now().astimezone(data.hours.zone),
        "is_open": now.is_open,
        "open_note": pick(now.note),
        "clock_note": _clock_note(),
        "caller": maybe_caller(),
    }


def _clock_note() -> str | None:
    """A sentence for the banner when the hall's clock is not the real one, or in doubt."""
    clock = running().clock
    if clock.is_real:
        return _doubt() if hall().ask(is_in_doubt) else None
    note = gettext("This is not the real time: the hall's clock was set for a demonstration.")
    return f"{note} (×{clock.speed:g})" if clock.speed != 1 else note


def _doubt() -> str:
    return gettext("The server's clock is in doubt: no numbers are given until staff confirm it.")


def with_headers(app: WSGI) -> WSGI:
    """Every request gets an id, and every answer the headers that it does not have itself."""

    def wrapped(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked = _request_id(environ)
        logs.request_id.set(asked)

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            known = {name.lower(): value for name, value in headers}
            headers.append(("X-Request-ID", asked))
            moves = known.get("content-type", "").startswith(MOVING)
            for name, value in (*HEADERS, NO_STORE) if moves else HEADERS:
                if name.lower() not in known:
                    headers.append((name, value))
            return start_response(status, headers, *more)

        return app(environ, start)

    return wrapped


def _request_id(environ: dict[str, Any]) -> str:
    """The id that whoever stands in front gave it, if it is one; else a new one."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    return given if REQUEST_ID.fullmatch(given) else token_hex(6)
