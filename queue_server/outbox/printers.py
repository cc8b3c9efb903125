"""The printers that this server prints at: one worker for each, also for those added later."""

import logging
from collections import defaultdict

from gevent.threadpool import ThreadPool

import printer
from queue_server.domain.keys import Keys
from queue_server.hall import Hall
from queue_server.outbox.printing import Printing

log = logging.getLogger("luot")


class Printers:
    """Keeps a worker at every printer. `address` is where phones reach this server."""

    def __init__(self, hall: Hall, keys: Keys, address: str) -> None:
        self._hall = hall
        self._keys = keys
        self._address = address
        self._working: set[str] = set()
        # A printer bears one connection, under however many names it is known.
        self._hands: dict[tuple[str, str, int], ThreadPool] = defaultdict(lambda: ThreadPool(1))

    def look(self) -> None:
        """Start to print where nobody does yet. A worker without devices has nothing to do."""
        found = self._hall.ask(lambda view: {it.address for it in view.printers() if it.address})
        for url in found - self._working:
            self._working.add(url)  # also one that nobody can print at: it is said once
            try:
                self._start(url)
            except Exception:  # the other printers have done nothing wrong
                log.exception("nothing is printed at %s", url)

    def _start(self, url: str) -> None:
        at = printer.Address.of(url)
        hand = self._hands[at.scheme, at.place, at.port]
        Printing(self._hall, self._keys, self._address, url, hand).start()
