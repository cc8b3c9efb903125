"""Loops that never end: what one turn cannot bear is logged, and the next turn comes."""

import logging
from collections.abc import Callable

import gevent

from queue_server.kernel.refusals import Unavailable

AGAIN_S = 1.0  # after a turn that failed
log = logging.getLogger("luot.kernel")


def for_ever(
    turn: Callable[[], object], *, name: str, pause_s: float = 0.0
) -> "gevent.Greenlet[..., None]":
    """Take turns in a greenlet of its own, `pause_s` between two; at least AGAIN_S after a failure.

    Failures in a row are counted and said the 1st, 2nd, 4th, 8th ... time, so that one that comes
    again and again does not fill the disk.
    """

    def run() -> None:
        failed = 0
        while True:
            try:
                turn()
                failed = 0
            except (Exception, gevent.Timeout) as error:
                failed += 1
                if failed & (failed - 1) == 0:
                    _say(name, failed, error)
            gevent.sleep(max(pause_s, AGAIN_S) if failed else pause_s)

    return gevent.spawn(run)


def _say(name: str, failed: int, error: BaseException) -> None:
    if isinstance(error, Unavailable):  # the memory is away for now: no defect of ours
        log.warning("%s: %s", name, error)
    else:
        log.error("%s failed (%d in a row) and goes on", name, failed, exc_info=error)
