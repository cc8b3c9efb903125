"""Where strangers' reads wait for their turn, so that presses pass them."""

from collections import OrderedDict, deque

import gevent
from gevent.event import Event

from queue_server.web.kit.refusals import Crowded

TRY_AGAIN_S = 10
REST_S = 0.008


class Lane:
    """A few at once; the others wait, and each address gets its turn after the other's."""

    def __init__(self, at_once: int, longest_s: float) -> None:
        self._free = at_once
        self._longest_s = longest_s
        self._waiting: OrderedDict[str, deque[Event]] = OrderedDict()

    def enter(self, who: str) -> None:
        """Wait for a turn; `leave` ends it. Raises Crowded when it takes too long."""
        if self._free > 0:
            self._free -= 1
            return
        turn = Event()
        self._waiting.setdefault(who, deque()).append(turn)
        if not turn.wait(self._longest_s) and not turn.is_set():
            self._give_up(who, turn)
            raise Crowded(seconds=TRY_AGAIN_S)

    def leave(self) -> None:
        """Let the next one in, after a rest in which others get theirs.

        Also when nobody waits: what is answered from memory is done before anybody else could.
        """
        gevent.spawn_later(REST_S, self._next)

    def _next(self) -> None:
        if not self._waiting:
            self._free += 1
            return
        who, turns = self._waiting.popitem(last=False)
        turn = turns.popleft()
        if turns:
            self._waiting[who] = turns  # behind those of all other addresses
        turn.set()

    def _give_up(self, who: str, turn: Event) -> None:
        turns = self._waiting[who]
        turns.remove(turn)
        if not turns:
            del self._waiting[who]
