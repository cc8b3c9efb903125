"""One compact message per change, encoded once: to boards and desks first, then to phones."""

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import gevent
from gevent.event import Event

from queue_server.domain.refusals import Refusal
from queue_server.hall import Hall
from queue_server.queries import board
from queue_server.queries.opening import opening
from queue_server.realtime.streams import Streams
from queue_server.store import View

HEARTBEAT_S = 5.0
BREATH_S = 0.05  # in a rush one telling covers many presses; nobody sees the difference
AGAIN_S = 1.0  # between two tries while the memory cannot be read
log = logging.getLogger("luot")
Emit = Callable[[str, dict[str, Any]], None]


class Broadcast:
    """Follows the hall's version and tells everyone. A message lost is healed by the next gap."""

    def __init__(self, hall: Hall, emit: Emit, streams: Streams) -> None:
        self._hall = hall
        self._emit = emit
        self._streams = streams
        self._changed = Event()
        self._version = hall.ask(lambda view: view.version)
        # The listener only rings: it runs inside somebody's press and must not wait.
        hall.listen(self._changed.set)

    def start(self) -> None:
        """Run for ever, in greenlets of their own."""
        gevent.spawn(self._tell_for_ever)
        gevent.spawn(self._beat_for_ever)

    def _tell_for_ever(self) -> None:
        while True:
            self._changed.wait()
            self._changed.clear()
            try:
                self._tell()
            except Refusal as error:  # the memory is away for now: what changed is told later
                log.warning("boards hear nothing: %s", error)
                gevent.sleep(AGAIN_S)
                self._changed.set()
            gevent.sleep(BREATH_S)

    def _tell(self) -> None:
        for message in self._hall.ask(board.messages, self._version):
            self._version = message["version"]
            self._emit("board", message)
            self._streams.send(message["version"], "board", json.dumps(message))

    def _beat_for_ever(self) -> None:
        while True:
            gevent.sleep(HEARTBEAT_S)
            with suppress(Refusal):  # without a beat a board says that it is stale: so it is
                self._emit("beat", self._hall.ask(beat))


def beat(view: View) -> dict[str, Any]:
    """The heartbeat: the version there is, the hall's time, and whether it is open."""
    now, door = view.now.astimezone(view.floor.hours.zone), opening(view)
    return {
        "version": view.version,
        "epoch": view.epoch,
        "now": now.isoformat(timespec="seconds"),
        "is_open": door.is_open,
        "open_note_vi": door.note_vi,
        "open_note_en": door.note_en,
    }
