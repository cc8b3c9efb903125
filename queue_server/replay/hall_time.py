"""The hall's clock, followed from outside."""

import time
from datetime import datetime, timedelta

import gevent

from queue_server.replay.hall_client import HallClient

LOOK_AGAIN_S = 5.0  # a server that was started again may tell another time


class HallTime:
    """The hall's wall time, asked from the server every few seconds and counted on in between."""

    def __init__(self, door: HallClient) -> None:
        self._door = door
        self._look()

    def now(self) -> datetime:
        """The local wall time in the hall, naive."""
        if time.monotonic() - self._at > LOOK_AGAIN_S:
            self._look()
        passed = time.monotonic() - self._at
        return self._told + timedelta(seconds=passed * self.speed)

    def sleep(self, seconds: float) -> None:
        """Wait so many of the hall's seconds."""
        gevent.sleep(seconds / self.speed)

    def sleep_until(self, moment: datetime) -> None:
        """Wait until a moment of the hall."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            gevent.sleep(min(left / self.speed, LOOK_AGAIN_S))

    def _look(self) -> None:
        self._at = time.monotonic()  # before asking, so that only one of many asks
        told, self.speed = self._door.now()
        self._told, self._at = told.replace(tzinfo=None), time.monotonic()
