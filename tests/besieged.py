"""A kiosk that takes numbers while strangers do what they do, and what that costs the server."""

import http.client
import itertools
import json
import re
import time
from pathlib import Path
from typing import NamedTuple

from attacks import ATTACKS, attack
from running import Running

PAUSE_S = 0.02  # between two presses: fifty a second, as of a very full hall
_keys = itertools.count(1)


class Seen(NamedTuple):
    """Presses answered; the slowest but one in a hundred, in milliseconds; MB; open files."""

    presses: int
    p99_ms: float
    memory_mb: float
    files: int

    def __str__(self) -> str:
        slow = f"{self.presses} presses, p99 {self.p99_ms:.0f} ms"
        return f"{slow}, {self.memory_mb:.0f} MB, {self.files} files"


class Besieged:
    """A hall that runs, and a device it knows: one that may press faster than people do."""

    def __init__(self, folder: Path) -> None:
        self.hall = Running(folder).prepare()
        self._token = self.hall.token("integration", "device1")
        manager = self.hall.token("manager", "manager")
        self.hall.start()
        issue = f"{self.hall.url}/api/v1/tickets"
        caller = self.hall.caller(manager)
        self.key = caller.post(issue, json={"service_id": "LLTP"}, timeout=10).json()["key"]
        self.look(0.5)  # nothing is met for the first time

    def look(self, seconds: float) -> Seen:
        """Press for so many seconds."""
        took, ends = [], time.monotonic() + seconds
        kiosk = http.client.HTTPConnection("127.0.0.1", self.hall.port, timeout=60)
        while time.monotonic() < ends:
            took.append(self._press(kiosk))
            time.sleep(PAUSE_S)
        kiosk.close()
        took.sort()
        proc = Path(f"/proc/{self.hall.process.pid}")
        status = (proc / "status").read_text(encoding="utf-8")
        memory = int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024
        files = len(list((proc / "fd").iterdir()))
        return Seen(len(took), took[int(len(took) * 0.99)], memory, files)

    def under(self, name: str, seconds: float) -> Seen:
        """Press while an attack goes on."""
        with attack(name, self.hall.port, seconds + 5, self.key):
            return self.look(seconds)

    def end(self) -> None:
        self.hall.stop()

    def _press(self, kiosk: http.client.HTTPConnection) -> float:
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Idempotency-Key": f"besieged-{next(_keys)}",
            "Content-Type": "application/json",
        }
        began = time.perf_counter()
        kiosk.request("POST", "/api/v1/tickets", json.dumps({"service_id": "LLTP"}), headers)
        answer = kiosk.getresponse()
        said = answer.read()
        assert answer.status == 201, said
        return (time.perf_counter() - began) * 1000


NAMES = tuple(ATTACKS)
