"""The hall that is measured: the demo's, with 64 counters, filled and cleared behind its back."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from queue_server.desks import commands as desks
from queue_server.folder import commands as importing
from queue_server.folder import read
from queue_server.hall.rules.floor import Floor
from queue_server.kernel.clock import Clock
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.store import Store
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns.commands import issuing, serving
from queue_server.turns.tables import Tickets
from tools.bench import history

DEMO = Path(__file__).parents[2] / "halls" / "demo"
COUNTERS = 64
CLOCK = "2026-11-25T08:30+07:00"


def engine_of(url: str) -> str:
    """`sqlite` or `postgresql`."""
    return url.partition(":")[0]


def floor() -> Floor:
    """The demo hall with so many counters that call, each for what one of the demo's serves."""
    demo = read(DEMO)
    calling = [counter for counter in demo.counters if counter.service_ids]
    counters = tuple(
        replace(calling[n % len(calling)], id=f"Q{n:02}", number=n) for n in range(1, COUNTERS + 1)
    )
    return replace(demo, counters=counters)


def services() -> list[str]:
    """What people come for: the first service of each counter, so that each has its part."""
    return [counter.service_ids[0] for counter in floor().counters]


class Measured:
    """A hall in a database, reached as a guest beside the server that serves it."""

    def __init__(self, url: str, hall_id: str = "", *, of: Floor | None = None) -> None:
        self._floor = of or floor()
        self.store: Store = open_store(url, Clock(datetime.fromisoformat(CLOCK)))
        self.hall = Hall(self.store, hall_id or self._floor.hall.id)
        self._services = services() if of is None else [it.id for it in of.services]

    def furnish(self, tickets: int, engine: str) -> None:
        """Import the floor, open every counter, and add a history of so many tickets."""
        self.hall.do(importing.import_floor, self._floor, by="bench")
        if tickets:
            history.add(self.hall, engine, tickets)
        for counter in self._floor.counters:
            self.hall.do(desks.open_counter, counter.id, by="bench")

    def fill(self, people: int) -> None:
        """Let so many people wait, spread over the services."""

        def work(tx: Transaction) -> None:
            for n in range(people):
                issuing.issue(tx, self._services[n % len(self._services)], by="bench")

        self.hall.do(work)

    def clear(self) -> None:
        """Nobody waits or is called any more."""

        def work(tx: Transaction) -> None:
            for ticket in Tickets(tx).present():
                serving.cancel(tx, ticket.id, by="bench")

        self.hall.do(work)


def held_mb(pid: int) -> float:
    """The memory that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 2**10  # of kibibytes


def now() -> str:
    """The moment of a measurement, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
