"""Waiting in a request for something to change in the hall."""

import time
from collections.abc import Callable
from typing import TypeVar

from gevent.event import Event

T = TypeVar("T")
LOOK_S = 5.0  # what another process changed may ring no bell here


class LongPoll:
    """Rings for everybody who waits. `ring` may be called from any greenlet."""

    def __init__(self) -> None:
        self._next = Event()
        self._is_over = False

    def close(self) -> None:
        """Nobody waits any longer: the server stops."""
        self._is_over = True
        self.ring()

    def ring(self) -> None:
        """Something has changed."""
        rung, self._next = self._next, Event()
        rung.set()

    def until(self, find: Callable[[], T], most_s: float) -> T:
        """What `find` finds as soon as that is something, or at last after so many seconds."""
        ends = time.monotonic() + most_s
        while True:
            bell = self._next  # before looking: a change in between is not missed
            left = 0.0 if self._is_over else ends - time.monotonic()
            if (found := find()) or left <= 0:
                return found
            bell.wait(min(left, LOOK_S))
