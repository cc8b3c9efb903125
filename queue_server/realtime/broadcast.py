"""One compact message per change, encoded once: to boards and desks first, then to phones."""

from collections import deque
from collections.abc import Callable, Sequence

import gevent
from gevent.event import Event

from queue_server.kernel.door import Hall
from queue_server.kernel.loops import for_ever
from queue_server.kernel.refusals import Unavailable
from queue_server.kernel.view import View
from queue_server.kernel.view_models import ViewModel, encoded
from queue_server.realtime.streams import Streams
from queue_server.screens import board, changes
from queue_server.screens.changes import BoardMessage, CaughtUp
from queue_server.screens.heartbeat import Heartbeat, heartbeat

HEARTBEAT_S = 5.0
PHONE_HEARTBEAT_S = 15.0  # each wakes thousands of radios
LOOK_S = 1.0  # between two looks for what an errand beside this process changed: it rings nobody
BREATH_S = 0.05  # in a rush one telling covers many presses; nobody sees the difference
MOST_MISSED = 200  # further behind than this, a whole board is smaller than the messages
Emit = Callable[[str, ViewModel], None]


class Broadcast:
    """Follows the hall's version and tells everyone. A message lost is healed by the next gap.

    What cannot be told is left behind: the heartbeat then says a version that no screen has heard
    of, and each asks for the whole board.
    """

    def __init__(self, hall: Hall, emit: Emit, streams: Streams) -> None:
        self._hall = hall
        self._emit = emit
        self._streams = streams
        self._changed = Event()
        self._told = hall.ask(changes.told_all)
        self._version = self._told.version
        self._recent: deque[BoardMessage] = deque(maxlen=MOST_MISSED)
        # The listener only rings: it runs inside somebody's press and must not wait.
        hall.listen(self._changed.set)

    @property
    def told(self) -> int:
        """The version that the live messages have reached."""
        return self._version

    def missed(self, version: object, epoch: object) -> CaughtUp:
        """What a screen at `version` missed.

        Versions begin again with each epoch; a screen that says none is taken to know it.
        """
        return self._hall.ask(self._missed, version, epoch)

    def _missed(self, view: View, version: object, epoch: object) -> CaughtUp:
        if type(version) is int and epoch in (None, view.epoch):
            told = [*self._recent, *changes.messages(view, self._told)[0]]
            missed = [it for it in told if it.version > version]
            if _are_all(missed, view.version - version):
                return CaughtUp(messages=missed)
        return CaughtUp(snapshot=board.board(view))

    def start(self) -> None:
        """Run for ever, in greenlets of their own."""
        for_ever(self._tell, name="live messages", pause_s=BREATH_S)
        for_ever(self._look, name="looking for changes by errands", pause_s=LOOK_S)
        for_ever(self._beat_boards, name="the heartbeat of boards", pause_s=HEARTBEAT_S)
        for_ever(self._beat_phones, name="the heartbeat of phones", pause_s=PHONE_HEARTBEAT_S)

    def _tell(self) -> None:
        self._changed.wait()
        self._changed.clear()
        before = self._told
        try:
            messages, self._told = self._hall.ask(changes.messages, self._told)
            self._recent.extend(messages)
            for message in messages:
                self._version = message.version
                self._emit("board", message)
                self._streams.send(message.version, "board", encoded(message))
        except (Exception, gevent.Timeout) as error:
            self._changed.set()  # what is not told now is told, or left behind, at the next turn
            if self._told is not before or not isinstance(error, Unavailable):
                self._leave_behind()
            raise

    def _leave_behind(self) -> None:
        """Go on after whatever could not be told, and let the screens see that there is a gap."""
        self._told = self._hall.ask(changes.told_all)
        self._version = self._told.version
        self._recent.clear()
        self._beat_boards()
        self._beat_phones()

    def _look(self) -> None:
        """Let everybody hear of what was changed without ringing."""
        if self._hall.ask(lambda view: view.version) != self._version:
            self._hall.changed()

    def _beat_boards(self) -> None:
        self._emit("beat", self._beat())

    def _beat_phones(self) -> None:
        now = self._beat()
        self._streams.send(now.version, "beat", encoded(now))

    def _beat(self) -> Heartbeat:
        return self._hall.ask(heartbeat, self.told)


def _are_all(messages: Sequence[BoardMessage], many: int) -> bool:
    """Are these all that was told of so many versions, and do they say everything?"""
    return len(messages) == many <= MOST_MISSED and not any(it.anew for it in messages)
