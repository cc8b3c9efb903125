"""The /board namespace: screens listen, and ask again when they missed something."""

import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

import gevent
from flask_socketio import Namespace, SocketIO

from queue_server.kernel.door import Hall
from queue_server.kernel.limits import HELD_S, Buckets, Pace, house
from queue_server.kernel.refusals import Refusal, Unavailable
from queue_server.kernel.view_models import encoded
from queue_server.realtime.broadcast import Broadcast
from queue_server.realtime.websockets import (
    LARGEST_MESSAGE,
    SAYS_AT_ONCE,
    SAYS_PER_S,
    Behind,
    Websocket,
    is_known,
)
from queue_server.realtime.wires import WSGI
from queue_server.screens import board
from queue_server.screens.changes import CaughtUp

NAMESPACE = "/board"
PATH = "/socket.io/"
MOST_SCREENS = 1500  # of strangers; a screen with a token, or somebody signed in, always comes in
MOST_OF_ONE_ADDRESS = 600  # five hundred screens may stand behind one proxy
COME_AT_ONCE, COME_PER_S = 500, 20  # from one address
ALL_PER_S = 300  # the 500 screens of a house are back within two seconds
COUNTED_EACH_S = 1.0
TRY_AGAIN_S = 5
METHODS = ("GET", "POST")
BETWEEN_PACKETS = "\x1e"  # of one request of a long poll (Engine.IO protocol, payloads)
log = logging.getLogger("luot.realtime")


class Json:
    """JSON as the rest of the program writes it, for Socket.IO."""

    loads = staticmethod(json.loads)

    @staticmethod
    def dumps(told: Any, **_how: Any) -> str:
        """A packet as text."""
        return encoded(told)


def make_socketio(app: Any, *, alone: bool) -> SocketIO:
    """The Socket.IO server of this application. It takes origins of this host only.

    Unless it is `alone`, only websockets: the requests of a long poll go now here, now there.
    """
    made = SocketIO(
        app,
        async_mode="gevent",
        json=Json,
        async_handlers=False,  # a screen's next question waits until its last one is answered
        max_http_buffer_size=LARGEST_MESSAGE,
        transports=["websocket", "polling"] if alone else ["websocket"],
        ping_interval=10,
        ping_timeout=10,
    )
    engine = made.server.eio
    engine.create_queue = Behind
    engine._async = {**engine._async, "websocket": Websocket}
    return made


def screens_of(socketio: SocketIO) -> int:
    """How many boards, desks and other screens listen at this process."""
    # Every session of a namespace is in its room without a name (python-socketio, BaseManager).
    return len(socketio.server.manager.rooms.get(NAMESPACE, {}).get(None, ()))


class Board(Namespace):  # type: ignore[misc]
    """Boards and desks. On connect nothing is sent; a screen asks with its version."""

    def __init__(self, hall: Hall, broadcast: Broadcast) -> None:
        super().__init__(NAMESPACE)
        self._hall = hall
        self._broadcast = broadcast

    def trigger_event(self, event: str, *args: Any) -> Any:
        """Handle an event. What fails is acknowledged too: nobody waits for ever."""
        try:
            return super().trigger_event(event, *args)
        except Refusal as refusal:
            return CaughtUp(refused=refusal.code)
        except Exception:
            if event in ("connect", "disconnect"):  # they are not acknowledged
                raise
            log.exception("%s of a screen failed", event)
            return CaughtUp(refused="failed")

    def on_catch_up(self, version: object = None, epoch: object = None, *_more: object) -> CaughtUp:
        """What a screen at `version` missed, see Broadcast."""
        try:
            return self._broadcast.missed(version, epoch)
        except Unavailable:
            raise
        except Exception:  # something that happened cannot be told; how things stand now can
            log.exception("what a screen missed cannot be told")
            return CaughtUp(snapshot=self._hall.ask(board.board))


class Porter:
    """Lets screens in as far as there is room, and lets polling ones say only what is known.

    `is_ours` says whether a request comes from a device with a token or somebody signed in.
    """

    def __init__(
        self, app: WSGI, socketio: SocketIO, is_ours: Callable[[dict[str, Any]], bool]
    ) -> None:
        self._app = app
        self._server = socketio.server
        self._is_ours = is_ours
        self._coming = Buckets(COME_AT_ONCE, COME_PER_S)
        self._pace = Pace(ALL_PER_S)
        self._counted_at, self._near = 0.0, Counter[str]()
        self._saying = Buckets(SAYS_AT_ONCE, SAYS_PER_S)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer, or pass on."""
        if not environ.get("PATH_INFO", "").startswith(PATH):
            return self._app(environ, start)
        if environ["REQUEST_METHOD"] not in METHODS:
            return _refused(start, "405 Method Not Allowed", ("Allow", ", ".join(METHODS)))
        sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [None])[0]
        if sid is None and not self._may_come(environ):
            return _refused(start, "503 Service Unavailable", ("Retry-After", str(TRY_AGAIN_S)))
        if environ["REQUEST_METHOD"] == "POST" and not self._may_say(environ, sid):
            return _refused(start, "400 Bad Request")
        return self._app(environ, start)

    def _may_come(self, environ: dict[str, Any]) -> bool:
        if self._is_ours(environ):
            return True
        here = _house(environ)
        if self._coming.take(here) or len(self._server.environ) >= MOST_SCREENS:
            return False
        if self._screens_of(here) >= MOST_OF_ONE_ADDRESS:
            return False
        self._near[here] += 1
        gevent.sleep(self._pace.wait())
        return True

    def _screens_of(self, here: str) -> int:
        """How many screens one address has: counted now and then, and each that came since."""
        if time.monotonic() - self._counted_at > COUNTED_EACH_S:
            self._near = Counter(map(_house, self._server.environ.values()))
            self._counted_at = time.monotonic()
        return self._near[here]

    def _may_say(self, environ: dict[str, Any], sid: str | None) -> bool:
        if sid not in self._server.eio.sockets or self._saying.take(sid):
            return False
        said = environ["wsgi.input"].read(LARGEST_MESSAGE + 1)
        environ["wsgi.input"] = BytesIO(said)
        packets = said.decode("utf-8", "replace").split(BETWEEN_PACKETS)
        return all(is_known(packet) for packet in packets)


def _house(environ: dict[str, Any]) -> str:
    return house(environ.get("REMOTE_ADDR", ""))


def _refused(start: Callable[..., Any], status: str, *more: tuple[str, str]) -> list[bytes]:
    gevent.sleep(HELD_S)
    start(status, [("Content-Length", "0"), ("Connection", "close"), *more])
    return [b""]
