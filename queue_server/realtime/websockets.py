"""A screen's websocket: it hears whole frames, and may say little and only what is known."""

import json
import logging
import re
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from typing import Any

import gevent
import gevent.event
import gevent.selectors
import simple_websocket
from engineio.async_drivers.gevent import Thread, WebSocketWSGI
from gevent.lock import RLock
from gevent.queue import JoinableQueue
from wsproto.utilities import ProtocolError

from queue_server.kernel.limits import HELD_S, Bucket

LARGEST_MESSAGE = 16 * 1024  # also of one that comes in many pieces
PIECE = 1024  # bytes read at once: a flood is noticed after some hundred frames
SAYS_AT_ONCE, SAYS_PER_S = 60, 4  # a screen answers a ping each ten seconds, and asks after a gap
MOST_BEHIND = 64  # messages that wait for a screen; what it misses it asks for
log = logging.getLogger("luot.realtime")

# What Engine.IO and Socket.IO of a screen say: goodbye, probe, pong, upgrade; that they come to
# the namespace or leave it; and a question that wants an answer.
KNOWN = re.compile(r"1|2probe|3(probe)?|5|40/board,(\{\})?|41/board,")
QUESTION = re.compile(r"42/board,[0-9]{1,9}(\[.{1,200}\])")
QUESTIONS = {"catch_up": 2}  # each with how many facts at most


def is_known(said: object) -> bool:
    """Is it something that a screen says?"""
    if not isinstance(said, str):
        return False
    if asked := QUESTION.fullmatch(said):
        return _is_question(asked[1])
    return KNOWN.fullmatch(said) is not None


def _is_question(text: str) -> bool:
    try:
        name, *facts = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(name, str) and len(facts) <= QUESTIONS.get(name, -1)


class Behind(JoinableQueue[Any]):
    """What waits for one screen, a bounded number; the rest is dropped, and it notices a gap."""

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        """Add one; None, which says goodbye, always."""
        if item is None or self.qsize() < MOST_BEHIND:
            super().put(item, block, timeout)


class WholeFrames:
    """A socket whose `send` sends everything, one frame after another.

    simple-websocket calls `send` once and ignores how much went out, so a slow client's stream
    is torn after some frames; and two greenlets must not interleave theirs. Whoever does not
    read a frame in time loses its `place`.
    """

    def __init__(self, sock: socket.socket, place: Any = None) -> None:
        self._sock = sock
        self._place = place
        self._lock = RLock()

    def send(self, data: bytes) -> int:
        """Send all of `data`. Raises OSError when the client is gone."""
        with self._lock, self._place.writing() if self._place else nullcontext():
            self._sock.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class Counted:
    """A WebSocket protocol whose frames are counted as they are read."""

    def __init__(self, protocol: Any) -> None:
        self._protocol = protocol
        self._frames = Bucket(SAYS_AT_ONCE, SAYS_PER_S)
        self._unfinished = 0

    def events(self) -> Iterator[Any]:
        """What came. Raises OSError, which ends the connection, when it is too much."""
        for event in self._protocol.events():
            self._unfinished += len(getattr(event, "data", ""))
            if self._frames.take() or self._unfinished > LARGEST_MESSAGE:
                log.warning("a screen says too much: it is sent away")
                gevent.sleep(HELD_S)
                raise OSError("too much")
            if getattr(event, "message_finished", True):
                self._unfinished = 0
            yield event

    def __getattr__(self, name: str) -> Any:
        return getattr(self._protocol, name)


class Listening(simple_websocket.Server):  # type: ignore[misc]
    """The server's end of one websocket."""

    sock: Any
    ws: Any

    def __init__(self, environ: dict[str, Any]) -> None:
        super().__init__(
            environ,
            receive_bytes=PIECE,
            thread_class=Thread,
            event_class=gevent.event.Event,
            selector_class=gevent.selectors.DefaultSelector,
        )

    def handshake(self) -> None:
        """Shake hands, then count every frame."""
        self.sock = WholeFrames(self.sock, self.environ.get("luot.place"))
        try:
            super().handshake()
        except ProtocolError:
            self.sock.close()  # it is a second hold on the connection, and nobody else's
            raise
        self.ws = Counted(self.ws)


class Websocket(WebSocketWSGI):  # type: ignore[misc]
    """What Engine.IO takes for a websocket."""

    def __init__(self, handler: Callable[[Any], Any], server: Any) -> None:
        super().__init__(handler, server)
        self.ws: Any = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Speak until one of both leaves. A handshake that is none is a bad request."""
        # Compressed, each idle socket would cost 100 kB of memory for small messages.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        try:
            self.ws = Listening(environ)
        except (ProtocolError, simple_websocket.ConnectionError):
            start_response("400 Bad Request", [("Content-Length", "0"), ("Connection", "close")])
            return [b""]
        try:
            return self.app(self)  # type: ignore[no-any-return]
        finally:
            with suppress(OSError):  # its own thread ends, whatever way it ended here
                self.ws.sock.shutdown(socket.SHUT_RDWR)

    def wait(self) -> Any:
        """The next thing the screen says; None when it left, or says what no screen says."""
        said = super().wait()
        if said is None or is_known(said):
            return said
        log.warning("a screen says what no screen says: it is sent away")
        gevent.sleep(HELD_S)
        return None
