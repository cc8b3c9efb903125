"""The /board namespace: screens listen, and ask again when they missed something."""

from typing import Any

from flask_socketio import Namespace, SocketIO

from queue_server.hall import Hall
from queue_server.queries import board

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

    def on_catch_up(self, version: object = None) -> dict[str, Any]:
        """What a screen at `version` missed: `{messages}`, or `{snapshot}` when that is simpler."""
        newest = self._hall.ask(lambda view: view.version)
        if type(version) is int and max(0, newest - MOST_MISSED) <= version <= newest:
            return {"messages": self._hall.ask(board.messages, version)}
        return {"snapshot": self._hall.ask(board.board)}
