"""What everybody passes at the door, and what strangers may take: a turn, and so much a minute."""

import re
import socket
from collections.abc import Callable, Iterable
from math import ceil
from typing import Any
from urllib.parse import urlsplit

import gevent
from flask import Flask, g, request

from queue_server.kernel.limits import Buckets, house
from queue_server.kernel.refusals import Refusal
from queue_server.kernel.settings import Settings
from queue_server.web.kit.access import boards
from queue_server.web.kit.access.callers import device, maybe_caller
from queue_server.web.kit.access.lane import Lane
from queue_server.web.kit.app_context import NAME, asked, running
from queue_server.web.kit.refusals import BadRequest, NotFound, TooOften, WrongHost
from queue_server.web.kit.words import said

AT_ONCE = 2  # the memory answers one while a page is drawn for the other
LONGEST_WAIT_S = 10.0
HELD_S = 8.0  # what comes too often: 500 at once are then 60 refusals a second
ASKS_AT_ONCE, ASKS_PER_S = 5000, 300  # of one address: a hall full of phones behind one router
LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})
OURS = frozenset({"localhost", "127.0.0.1", "::1"})
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
CONTROL_ENCODED = re.compile(r"%[01][0-9a-f]|%7f", re.IGNORECASE)
PASSED_ON = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def install(app: Flask) -> None:
    """Let known devices and staff pass, and strangers one after the other."""
    asking = Buckets(ASKS_AT_ONCE, ASKS_PER_S)
    reads, others = (Lane(AT_ONCE, LONGEST_WAIT_S) for _ in range(2))

    def receive() -> None:
        request, is_known = asked(), _is_known()
        if place := request.environ.get("luot.place"):
            place.know(is_known)
        if is_known:
            return
        who = house(request.remote_addr or "")
        must_not_be_too_often(asking.take(who))
        lane = reads if request.method in ("GET", "HEAD") else others
        lane.enter(who)
        g.lane = lane

    app.before_request(receive)
    app.teardown_request(_let_go)


def must_not_be_too_often(wait_s: float) -> None:
    """Refuse what comes too soon, by `wait_s`. Raises TooOften, after a while."""
    if wait_s:
        _let_go()
        gevent.sleep(HELD_S)
        raise TooOften(seconds=ceil(wait_s))


def is_ours(app: Flask, environ: dict[str, Any]) -> bool:
    """Does a request that Flask will not see come from a device with a token or from staff?"""
    if "HTTP_COOKIE" not in environ and "HTTP_AUTHORIZATION" not in environ:
        return False
    with app.request_context(environ):
        is_known = _is_known()
    if place := environ.get("luot.place"):
        place.know(is_known)
    return is_known


def is_at_this_computer() -> bool:
    """Does this request come from a browser on this computer, and through no proxy?"""
    here = request.remote_addr
    passed_on = any(header in request.headers for header in PASSED_ON)
    return here in LOOPBACK and here not in running().settings.proxies and not passed_on


class Threshold:
    """Refuses requests for another host, and addresses with control characters in them."""

    def __init__(self, inside: WSGI, app: Flask) -> None:
        self._inside, self._app = inside, app
        self._names = _names(app.extensions[NAME].settings)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Pass on, or answer with a refusal."""
        refusal = self._hindrance(environ)
        if refusal is None:
            return self._inside(environ, start)
        with self._app.request_context(environ):
            said = self._app.make_response(self._app.handle_user_exception(refusal))
        return said(environ, start)

    def _hindrance(self, environ: dict[str, Any]) -> Refusal | None:
        host = environ.get("HTTP_HOST")  # HTTP/1.0 may leave it out
        if host is not None and not self._is_us(host, environ["SERVER_NAME"]):
            return WrongHost()
        if CONTROL.search(environ.get("PATH_INFO", "")):
            return NotFound()
        if CONTROL_ENCODED.search(environ.get("QUERY_STRING", "")):
            return BadRequest(
                field="address",
                problem=said("it has control characters."),
            )
        return None

    def _is_us(self, host: str, reached: str) -> bool:
        name = _name(host)
        return name is not None and (name in self._names or name == reached)


def _let_go(_error: BaseException | None = None) -> None:
    if lane := g.pop("lane", None):
        lane.leave()


def _is_known() -> bool:
    environ = asked().environ
    if "HTTP_AUTHORIZATION" not in environ and "HTTP_COOKIE" not in environ:
        return False
    # A touchscreen's pictures and scripts, too: there it presses nothing, but it is known.
    return maybe_caller() is not None or device() is not None or boards.is_let_in()


def _names(settings: Settings) -> frozenset[str]:
    """The names of this server. Those of its addresses are known from each connection."""
    itself = socket.gethostname().lower()
    given = (settings.host, _name(urlsplit(settings.address).netloc) or "")
    return OURS | {itself, f"{itself}.local", *given, *settings.names.lower().split()}


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
