"""From the press to the last byte at the printer: by the server itself, and by a kiosk's agent."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from agents import RunningAgent
from fake_printer import READY, FakePrinter
from running import Running
from waiting import until

from tools.bench.table import Line

EACH = 20  # slips of a round
LIMIT_MS = 300.0


def lines(rounds: int) -> Iterator[Line]:
    """Milliseconds from asking for a number until its slip was cut, the median of each round."""
    with tempfile.TemporaryDirectory(prefix="luot-bench-") as folder, _hall(Path(folder)) as ways:
        took: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(rounds):
            for way, it in ways.items():
                took[way].append(median(it.press() for _ in range(EACH)))
    for way, found in took.items():
        yield Line(
            what=f"press to paper, {way}", unit="ms", mine=found, other=[LIMIT_MS],
            against="300 ms", wanted="<= 1",
        )  # fmt: skip


class _Way:
    """A kiosk and its printer."""

    def __init__(self, hall: Running, name: str, *, by_server: bool) -> None:
        self.fake = FakePrinter(says=READY)
        facts = {"printer": self.fake.address} if by_server else {}
        self.token = hall.token("kiosk", name, **facts)
        self._kiosk = hall.caller(self.token)
        self._url = f"{hall.url}/api/v1/tickets"
        self._rested = lambda: hall.rested(name)

    def press(self) -> float:
        """Take a number; the milliseconds until its slip was cut."""
        self._rested()
        began = time.perf_counter()
        self._kiosk.post(self._url, json={"service_id": "LLTP"}, timeout=30).raise_for_status()
        if not self.fake.came.acquire(timeout=30):
            raise TimeoutError("no slip came out")
        return (time.perf_counter() - began) * 1000


@contextmanager
def _hall(folder: Path) -> Iterator[dict[str, _Way]]:
    hall = Running(folder).prepare()
    ways = {
        "server": _Way(hall, "kiosk1", by_server=True),
        "agent": _Way(hall, "kiosk2", by_server=False),
    }
    hall.start()
    agent = RunningAgent(folder, hall.url, ways["agent"].token, ways["agent"].fake.address)
    try:
        agent.start()
        manager = hall.caller(hall.token("manager", "bench"))
        printers = f"{hall.url}/api/v1/printers"
        until(lambda: len(manager.get(printers, timeout=30).json()["printers"]) == len(ways))
        for way in ways.values():
            way.press()  # the first one loads the library of the encoding
        yield ways
    finally:
        agent.kill()
        hall.stop()
        for way in ways.values():
            way.fake.close()
