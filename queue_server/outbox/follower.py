"""A follower reads the journal from its bookmark and does one thing per event, in order."""

import logging
from collections.abc import Callable

import gevent
from gevent.event import Event as Bell

from queue_server.domain.refusals import Refusal
from queue_server.hall import Hall
from queue_server.store import Recorded, Transaction

FIRST_WAIT_S = 1.0
OFF_DUTY_S = 2.0  # between two looks whether the process on duty has gone
LOOK_S = 5.0  # between two looks at the journal when no bell rings
LONGEST_WAIT_S = 30.0
log = logging.getLogger("luot")


class TryAgain(Exception):
    """This could not be done now, and trying again may help. The text says why."""


class Follower:
    """Does `handle(recorded)` for every event once, or again after a crash in between.

    TryAgain keeps the bookmark and waits, ever longer; anything else is logged and passed over.
    """

    def __init__(self, hall: Hall, name: str, handle: Callable[[Recorded], None]) -> None:
        self._hall = hall
        self._name = name
        self._handle = handle
        self._bell = Bell()
        self._bell.set()
        hall.listen(self._bell.set)

    def start(self) -> None:
        """Run for ever, in a greenlet of its own."""
        gevent.spawn(self._run)

    def _run(self) -> None:
        while True:
            try:
                self._follow()
            except Refusal as error:  # the memory is away for now; nothing was marked as done
                log.warning("%s: %s", self._name, error)
            gevent.sleep(OFF_DUTY_S)

    def _follow(self) -> None:
        """Follow while this process is on duty: another one goes on where it stopped."""
        at = None
        while self._hall.on_duty():
            at = self._bookmark() if at is None else at
            while (events := self._hall.events_since(at)) and self._hall.on_duty():
                for recorded in events:
                    self._do(recorded)
                at = events[-1].seq
                self._hall.do(_remember, self._name, at)
            self._bell.wait(LOOK_S)
            self._bell.clear()

    def _do(self, recorded: Recorded) -> None:
        wait = FIRST_WAIT_S
        while True:
            try:
                return self._handle(recorded)
            except TryAgain as error:
                log.warning("%s: %s; again in %.0f s", self._name, error, wait)
            except Exception:
                log.exception("%s passed over version %d", self._name, recorded.seq)
                return None
            gevent.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT_S)

    def _bookmark(self) -> int:
        """Where it stopped; a new follower begins now, it does not do the past again."""
        found = self._hall.ask(lambda v: (v.bookmark(self._name), v.epoch, v.version))
        mark, epoch, newest = found
        if mark is None:
            self._hall.do(_remember, self._name, newest)
            return newest
        # After a restore: what the backup still had to do is too old to be done now.
        return int(mark["seq"]) if mark["epoch"] == epoch else 0


def _remember(tx: Transaction, name: str, seq: int) -> None:
    tx.move_bookmark(name, seq)
