"""The /board namespace: screens listen, and ask again when they missed something."""

from typing import Any

from flask_socketio import Namespace, SocketIO

from queue_server.hall import Hall
from queue_server.queries import board
from queue_server.store import View

NAMESPACE = "/board"
MOST_MISSED = 200  # further behind than this, a whole board is smaller than the messages
LARGEST_MESSAGE = 16 * 1024


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

    def on_catch_up(self, version: object = None, epoch: object = None) -> dict[str, Any]:
        """What a screen at `version` missed: `{messages}`, or `{snapshot}` when that is simpler.

        Versions begin again with each epoch; a screen that says none is taken to know it.
        """
        return self._hall.ask(_missed, version, epoch)


def _missed(view: View, version: object, epoch: object) -> dict[str, Any]:
    if type(version) is int and _is_near(view, version) and epoch in (None, view.epoch):
        messages = board.messages(view, version)
        if not any(message.get("anew") for message in messages):
            return {"messages": messages}
    return {"snapshot": board.board(view)}


def _is_near(view: View, version: int) -> bool:
    return max(0, view.version - MOST_MISSED) <= version <= view.version
