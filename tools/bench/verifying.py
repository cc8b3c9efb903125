"""How long `verify` takes for a long journal that is real: every event was recorded by a command.

python -m tools.bench.verifying [EVENTS] [ENGINE ...], a million by default, on both engines.
"""

import sys
import tempfile
import time
from pathlib import Path

from clusters import Cluster

from queue_server.kernel.door import Hall
from queue_server.kernel.proof import verify
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns.commands import calling, issuing, serving
from tools.bench.halls import COUNTERS, Measured, services

EVENTS = 1_000_000
OF_A_VISIT = 4  # issued, called, started, finished
AT_ONCE = 250  # visits in one transaction


def visits(tx: Transaction, names: list[str]) -> None:
    """People come, are called, served and go."""
    for n in range(AT_ONCE):
        issuing.issue(tx, names[n % COUNTERS], by="bench")
        ticket = calling.call_next(tx, f"Q{n % COUNTERS + 1:02}", by="bench")
        serving.start(tx, ticket.id, by="bench")
        serving.finish(tx, ticket.id, by="bench")


def fill(hall: Hall, events: int) -> None:
    """Record so many events."""
    names = services()
    for _ in range(events // OF_A_VISIT // AT_ONCE):
        hall.do(visits, names)


def measure(url: str, events: int) -> str:
    """Fill a hall, verify it, and say what that took."""
    it = Measured(url)
    it.furnish(0, "")
    fill(it.hall, events)
    began = time.perf_counter()
    found = it.hall.ask(verify)
    took = time.perf_counter() - began
    it.store.close()
    assert not found.problems, found.problems
    return f"{found.events:,} events, {found.tickets:,} tickets: verified in {took:.1f} s"


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    for engine in sys.argv[2:] or ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory(prefix="luot-bench-") as folder:
            if engine == "sqlite":
                print("sqlite:", measure(f"sqlite:///{Path(folder)}/hall.db", wanted), flush=True)
                continue
            cluster = Cluster()
            print("postgresql:", measure(cluster.database(), wanted), flush=True)
            cluster.throw_away()
