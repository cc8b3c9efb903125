"""The /board namespace: screens listen, and ask again when they missed something."""

import logging
from typing import Any

from flask_socketio import Namespace, SocketIO

from queue_server.domain.refusals import Refusal, Unavailable
from queue_server.hall import Hall
from queue_server.queries import board
from queue_server.store import View

NAMESPACE = "/board"
MOST_MISSED = 200  # further behind than this, a whole board is smaller than the messages
LARGEST_MESSAGE = 16 * 1024
log = logging.getLogger("luot")


def make_socketio(app: Any, *, alone: bool) -> SocketIO:
    """The Socket.IO server of this application. It takes origins of this host only.

    Unless it is `alone`, only websockets: the requests of a long poll go now here, now there.
    """
    return SocketIO(
        app,
        async_mode="gevent",
        max_http_buffer_size=LARGEST_MESSAGE,
        transports=["websocket", "polling"] if alone else ["websocket"],
        ping_interval=10,
        ping_timeout=10,
    )


class Board(Namespace):  # type: ignore[misc]
    """Boards and desks. On connect nothing is sent; a screen asks with its version."""

    def __init__(self, hall: Hall) -> None:
        super().__init__(NAMESPACE)
        self._hall = hall

    def trigger_event(self, event: str, *args: Any) -> Any:
        """Handle an event. What fails is acknowledged too: nobody waits for ever."""
        try:
            return super().trigger_event(event, *args)
        except Refusal as refusal:
            return {"refused": refusal.code}
        except Exception:
            if event in ("connect", "disconnect"):  # they are not acknowledged
                raise
            log.exception("%s of a screen failed", event)
            return {"refused": "failed"}

    def on_catch_up(
        self, version: object = None, epoch: object = None, *_more: object
    ) -> dict[str, Any]:
        """What a screen at `version` missed: `{messages}`, or `{snapshot}` when that is simpler.

        Versions begin again with each epoch; a screen that says none is taken to know it. When
        neither can be said, `{refused}` with a code: ask again later.
        """
        try:
            return self._hall.ask(_missed, version, epoch)
        except Unavailable:
            raise
        except Exception:  # something that happened cannot be told; how things stand now can
            log.exception("what a screen missed cannot be told")
            return {"snapshot": self._hall.ask(board.board)}


def _missed(view: View, version: object, epoch: object) -> dict[str, Any]:
    if type(version) is int and _is_near(view, version) and epoch in (None, view.epoch):
        messages = board.messages(view, version)
        if not any(message.get("anew") for message in messages):
            return {"messages": messages}
    return {"snapshot": board.board(view)}


def _is_near(view: View, version: int) -> bool:
    return max(0, view.version - MOST_MISSED) <= version <= view.version
