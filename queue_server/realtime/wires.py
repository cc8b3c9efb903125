"""One HTTP connection: answers leave at once, and nobody holds it for nothing."""

import logging
import socket
from collections.abc import Callable, Iterable
from io import BytesIO
from ipaddress import ip_address
from typing import Any

import gevent
from gevent.monkey import get_original
from gevent.pywsgi import Input, WSGIHandler

from queue_server.kernel.limits import HELD_S
from queue_server.kernel.logs import request_id
from queue_server.realtime import heads
from queue_server.realtime.heads import Unreadable
from queue_server.realtime.places import TakesOver

MOST_BODY = 64 * 1024  # read before anybody's turn to be answered
MOST_UNWANTED = 1024 * 1024  # of a larger body, so that its sender hears why it is refused
PIECE = 16 * 1024
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
log = logging.getLogger("luot.realtime")


class Handler(WSGIHandler):
    """One connection: it has a place, is read strictly and within its time, and logs no key."""

    _gathered: bytearray | None = None  # while head and body are put together
    _is_handed_over = False

    def __init__(self, sock: socket.socket, address: Any, server: Any) -> None:
        # gevent leaves Nagle on: with keep-alive every answer then waits 40 ms for an ACK.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().__init__(sock, address, server)
        self._peer, self._local = str(address[0]), str(sock.getsockname()[0])
        self._server = server
        self._place = server.places.take(sock, self._peer)

    def handle(self) -> None:
        """Answer one request after the other, until it ends or has to leave."""
        try:
            super().handle()
        except OSError:  # whoever asked was dropped, or went before they heard what was wrong
            log.debug("nobody is left to answer at %s", self._peer)
        finally:
            if not self._is_handed_over:
                self._place.left()

    def read_requestline(self) -> str:
        """The first line, when it comes; nothing when it does not."""
        # Whoever asks again before the answer's end would have every turn: what is answered from
        # memory waits for nothing.
        gevent.sleep(0)
        request_id.set("")
        self._place.waits()
        if not self.rfile.peek(1):
            return ""
        self._place.asks()
        line: str = super().read_requestline()
        return line

    def MessageClass(self, *args: Any) -> Any:
        """The headers, read strictly."""
        head = heads.read(args[0])
        heads.check(head, self.request_version or "")
        return head

    def read_request(self, raw_requestline: str) -> Any:
        """Read the whole request before anything is done for it. Raises Unreadable."""
        self._body = b""
        super().read_request(raw_requestline)
        length = self.content_length or 0
        if length and "upgrade" in self.headers:
            raise Unreadable("it wants another protocol and has a body")
        if 0 < length <= MOST_BODY:
            if self.headers.get("expect", "").lower() == "100-continue":
                self.socket.sendall(CONTINUE)
            self._body = self.rfile.read(length)
            if len(self._body) < length:
                raise Unreadable("it ends in its body")
        self._place.is_answered()
        return True

    def get_environ(self) -> dict[str, Any]:
        """What the application hears of a request."""
        env: dict[str, Any] = super().get_environ()
        if self._body:
            self.wsgi_input = env["wsgi.input"] = _whole(self._body)
        elif (self.content_length or 0) > MOST_BODY:
            self.wsgi_input = env["wsgi.input"] = Unwanted(self.rfile, self.content_length)
            self.close_connection = True
        env["luot.place"] = self._place
        env["SERVER_NAME"] = self._local
        self._name_the_caller(env)
        return env

    def handle_one_response(self) -> None:
        """Answer one request; what follows on a websocket that ended is no request."""
        is_websocket = "HTTP_UPGRADE" in (self.environ or {})
        if is_websocket:
            self._place.listens()
        super().handle_one_response()
        if is_websocket:
            self.close_connection = True

    def process_result(self) -> None:
        """Send an answer, or only its beginning when somebody else goes on with it."""
        takes_over, self._place.handed_to = self._place.handed_to, None
        if takes_over is None or self.command == "HEAD":
            super().process_result()
            return
        for piece in self.result or ():
            self.write(piece)
        self._hand_over(takes_over)

    def _hand_over(self, takes_over: TakesOver) -> None:
        """Give the connection away, bare of whatever lets a greenlet wait for it."""
        self.close_connection = True
        bare = get_original("socket", "socket")(fileno=self.socket.detach())
        bare.setblocking(False)
        self.socket = None  # type: ignore[assignment]  # gevent asks for it; its types do not know
        self._place.listens(bare)
        try:
            takes_over(bare, self._place, is_chunked=self.response_use_chunked)
            self._is_handed_over = True
        finally:
            if not self._is_handed_over:
                bare.close()

    def finalize_headers(self) -> None:
        """An answer without a length is one that goes on; one to HEAD ends with its headers."""
        super().finalize_headers()
        if self.command == "HEAD":
            self.response_use_chunked = False
        elif self.response_use_chunked:
            self._place.listens()

    def _write(self, data: bytes) -> None:
        if self.command != "HEAD":
            super()._write(data)  # type: ignore[misc]  # its types know only what is public

    def _write_with_headers(self, data: bytes) -> None:
        """Send a head and what comes with it in one piece: two are two packets."""
        self._gathered = gathered = bytearray()
        try:
            super()._write_with_headers(data)  # type: ignore[misc]  # its types: what is public
        finally:
            self._gathered = None
        self._sendall(bytes(gathered))

    def _sendall(self, data: bytes) -> None:
        if self._gathered is not None:
            self._gathered += data
            return
        with self._place.writing():
            super()._sendall(data)  # type: ignore[misc]

    def log_request(self) -> None:
        """Say nothing of what was answered: metrics count it, and a line would hold keys."""

    def _name_the_caller(self, env: dict[str, Any]) -> None:
        """Only a proxy that is known is believed when it says for whom it asks, and how."""
        scheme = env.pop("HTTP_X_FORWARDED_PROTO", "")
        env.pop("HTTP_X_FORWARDED_HOST", None)
        seen = env.get("HTTP_X_FORWARDED_FOR", "")
        if self._peer not in self._server.proxies:
            if seen:
                log.warning("a proxy at %s is not trusted: see LUOT_PROXY", self._peer)
            return
        last = seen.rpartition(",")[2].strip()
        if _is_address(last):
            env["REMOTE_ADDR"] = last
        if scheme == "https":
            env["wsgi.url_scheme"] = "https"

    def _handle_client_error(self, ex: Exception) -> tuple[str, bytes]:
        if isinstance(ex, OSError):
            raise ex  # the connection has ended: that is nobody's bad request
        status = ex.status if isinstance(ex, Unreadable) else "400 Bad Request"
        log.warning("a request from %s cannot be read: %s", self._peer, ex)
        gevent.sleep(HELD_S)
        answer = f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        return status[:3], answer.encode()

    def _log_error(self, t: Any, v: Any, tb: Any) -> None:
        log.error("an answer failed", exc_info=(t, v, tb))


class Unwanted(Input):
    """A body that is too large for everything: some of it is read, then its sender is left."""

    __slots__ = ()

    def _discard(self) -> None:
        for _ in range(MOST_UNWANTED // PIECE):
            if not self.read(PIECE):
                return


def _whole(body: bytes) -> Input:
    return Input(BytesIO(body), len(body))  # type: ignore[arg-type]  # anything that reads


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
