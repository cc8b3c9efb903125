"""Three traps of this stack closed: delayed answers, torn frames, and compressed idle sockets."""

import socket
from collections.abc import Callable, Iterable
from typing import Any

import simple_websocket.ws
from gevent.lock import RLock
from gevent.pywsgi import WSGIHandler, WSGIServer

from queue_server.settings import Settings

BACKLOG = 1024  # five hundred screens come back at once after a restart
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Handler(WSGIHandler):
    """A connection that answers at once and logs no key."""

    def __init__(self, sock: socket.socket, address: Any, server: WSGIServer) -> None:
        # gevent leaves Nagle on: with keep-alive every answer then waits 40 ms for an ACK.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().__init__(sock, address, server)

    def handle_one_response(self) -> None:
        """Answer one request; what follows on a websocket that ended is no request."""
        super().handle_one_response()
        if (self.environ or {}).get("HTTP_UPGRADE"):
            self.close_connection = True


def listener(settings: Settings) -> socket.socket:
    """The socket to accept on; with `share_port` the kernel shares connections out."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    return socket.create_server(
        (settings.host, settings.port),
        family=family,
        backlog=BACKLOG,
        reuse_port=settings.share_port,
    )


def without_deflate(app: WSGI) -> WSGI:
    """Refuse permessage-deflate: it costs 100 kB of memory per idle socket for small messages."""

    def wrapped(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return app(environ, start_response)

    return wrapped


class WholeFrames:
    """A socket whose `send` sends everything, one frame after another.

    simple-websocket calls `send` once and ignores how much went out, so a slow client's stream
    is torn after some frames; and two greenlets must not interleave theirs.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._lock = RLock()

    def send(self, data: bytes) -> int:
        """Send all of `data`. Raises OSError when the client is gone."""
        with self._lock:
            self._sock.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


def send_whole_frames() -> None:
    """Make every websocket of this process send whole frames. Doing it twice does nothing."""
    base = simple_websocket.ws.Base
    if getattr(base, "whole_frames", False):
        return
    before = base.__init__

    def init(self: Any, sock: Any = None, *args: Any, **kwargs: Any) -> None:
        before(self, WholeFrames(sock) if sock is not None else sock, *args, **kwargs)

    base.__init__ = init
    base.whole_frames = True
