"""The printers that this server prints at: one worker for each, also for those added later."""

from collections.abc import Iterable, Mapping

from queue_server.domain.keys import Keys
from queue_server.domain.paper import Printer
from queue_server.hall import Hall
from queue_server.outbox.printing import Printing


def by_address(printers: Iterable[Printer]) -> Mapping[str, tuple[str, ...]]:
    """The devices of each printer that this server itself prints at."""
    found: dict[str, tuple[str, ...]] = {}
    for it in printers:
        if it.address:
            found[it.address] = (*found.get(it.address, ()), it.device)
    return found


class Printers:
    """Keeps a worker at every printer. `address` is where phones reach this server."""

    def __init__(self, hall: Hall, keys: Keys, address: str) -> None:
        self._hall = hall
        self._keys = keys
        self._address = address
        self._working: dict[str, Printing] = {}

    def look(self) -> None:
        """Start to print at what was added, for whom was added, and no more for whom was taken."""
        wanted = by_address(self._hall.ask(lambda view: view.printers()))
        for url in wanted.keys() - self._working.keys():
            self._working[url] = Printing(self._hall, self._keys, self._address, url)
            self._working[url].start()
        for url, worker in self._working.items():
            worker.devices = wanted.get(url, ())
