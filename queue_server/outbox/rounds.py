"""Small duties done again and again while the hall runs."""

import logging
from collections.abc import Callable

import gevent

log = logging.getLogger("luot")


def every(seconds: float, duty: Callable[[], object]) -> None:
    """Do a duty now and again every so many seconds, in a greenlet of its own."""

    def run() -> None:
        while True:
            try:
                duty()
            except Exception:
                log.exception("a round failed and will be tried again")
            gevent.sleep(seconds)

    gevent.spawn(run)
