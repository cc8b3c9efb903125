"""Every fault of a printer, in a hall that runs: what is said of the slip, and who waits for it."""

import socket
import threading
import time

import pytest
from fake_printer import JAMMED, LOW, OPEN, OUT, READY, FakePrinter
from running import Running
from waiting import until

from queue_server.cli.opened import opened
from queue_server.paper.tables import Paper

PROFILE = "?profile=tm-t20"
SURE = {"confirmed", "failed", "unknown"}
FAULTS = {  # what the printer does; what the slip is then said to be, and why
    "none": (FakePrinter, {"says": READY}, ("confirmed", "")),
    "near the end": (FakePrinter, {"says": LOW}, ("confirmed", "")),
    "out of paper": (FakePrinter, {"says": OUT}, ("queued", "paper_out")),
    "cover open": (FakePrinter, {"says": OPEN}, ("queued", "cover_open")),
    "cutter jammed": (FakePrinter, {"says": JAMMED}, ("queued", "cutter")),
    "paper ends": (
        FakePrinter,
        {"says": READY, "runs_out_after": 3000},
        ("unknown", "interrupted"),
    ),
    "never reads": (FakePrinter, {"says": READY, "reads": False}, ("unknown", "interrupted")),
    "garbage": (FakePrinter, {"says": b"\xff" * 4}, ("unknown", "interrupted")),
    "dies": (FakePrinter, {"says": READY, "dies_after": 5000}, ("unknown", "interrupted")),
    "slow": (FakePrinter, {"says": READY, "rests_s": 0.2}, ("confirmed", "")),
    "lies": (FakePrinter, {"says": READY, "lies": True}, ("confirmed", "")),
}


class Hole:
    """An address at which nobody ever answers: not even the connection is taken."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=0)
        self._full = [socket.socket() for _ in range(3)]
        for each in self._full:
            each.setblocking(False)
            each.connect_ex(self._socket.getsockname())
        self.slips: list[bytes] = []

    @property
    def port(self) -> int:
        return self._socket.getsockname()[1]

    def close(self) -> None:
        for each in (*self._full, self._socket):
            each.close()


class Refuses(Hole):
    """An address that refuses: the printer is off."""

    def __init__(self) -> None:
        super().__init__()
        self._port = self.port
        super().close()

    @property
    def port(self) -> int:
        return self._port if hasattr(self, "_port") else super().port


FAULTS["unplugged"] = (Hole, {}, ("queued", "unreachable"))
FAULTS["off"] = (Refuses, {}, ("queued", "unreachable"))


@pytest.fixture
def hall(tmp_path):
    it = Running(tmp_path).prepare()
    yield it
    it.stop()


class Lag(threading.Thread):
    """Somebody who asks the hall something simple all the time. `worst` is in milliseconds."""

    def __init__(self, hall) -> None:
        super().__init__(daemon=True)
        self._hall, self.worst, self._ended = hall, 0.0, threading.Event()

    def run(self) -> None:
        session = self._hall.caller()
        while not self._ended.is_set():
            began = time.perf_counter()
            session.get(f"{self._hall.url}/healthz", timeout=10)
            self.worst = max(self.worst, (time.perf_counter() - began) * 1000)
            self._ended.wait(0.005)

    def end(self) -> float:
        self._ended.set()
        self.join()
        return self.worst


def slips(hall, ticket):
    with opened(hall.settings) as it:
        return it.ask(lambda view: Paper(view).slips_of(ticket["id"]))


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_a_printer_does_the_number_stands_and_what_is_said_of_the_slip_is_so(
    fault, hall, figure
):
    make, facts, expected = FAULTS[fault]
    fake = make(**facts)
    address = f"tcp://127.0.0.1:{fake.port}{PROFILE}"
    kiosk = hall.caller(hall.token("kiosk", "kiosk1", printer=address))
    other = hall.caller(hall.token("kiosk", "kiosk2"))
    hall.start()
    kiosk.get(f"{hall.url}/kiosk/services/LLTP", timeout=10)  # nothing is met for the first time
    lag, began = Lag(hall), time.perf_counter()
    lag.start()

    issue = f"{hall.url}/api/v1/tickets"
    ticket = kiosk.post(issue, json={"service_id": "LLTP"}, timeout=10).json()
    until(lambda: (slips(hall, ticket)[0].state.value, slips(hall, ticket)[0].problem) == expected)
    took, worst = time.perf_counter() - began, lag.end()
    elsewhere = other.post(issue, json={"service_id": "LLTP"}, timeout=10).json()
    said = kiosk.get(f"{hall.url}/kiosk/tickets/{ticket['key']}/paper.json", timeout=10).json()
    fake.close()

    what = " ".join(filter(None, expected))
    figure(f"printer {fault}: {what}, decided in {took:.1f} s, others waited {worst:.0f} ms")
    assert (ticket["number"], elsewhere["number"]) == ("A001", "A002")
    assert len(slips(hall, ticket)) == 1
    assert len(fake.slips) <= 1
    sure = {"confirmed": "take", "unknown": "ask"}
    assert said["paper"] == sure.get(expected[0], "out" if fault == "out of paper" else "broken")
