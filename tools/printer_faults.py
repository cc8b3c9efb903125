"""How long it takes to decide what came of a slip, for each way a printer fails: a table.

PYTHONPATH=.:tests python -m tools.printer_faults
"""

import socket
import time
from contextlib import closing, contextmanager

from fake_printer import JAMMED, LOW, OPEN, OUT, READY, FakePrinter
from rich.console import Console
from rich.table import Table
from slips import SLIP

import printer

QUESTIONS = 12  # bytes that are asked before a slip
DATA = printer.slip_bytes(SLIP, printer.PROFILES["tm-t20"])
FAULTS = {
    "none": {"says": READY},
    "near the end of the paper": {"says": LOW},
    "no paper": {"says": OUT},
    "cover open": {"says": OPEN},
    "cutter jammed": {"says": JAMMED},
    "paper ends in the middle": {"says": READY, "runs_out_after": 3000},
    "the same, and its buffer is small": {
        "says": READY,
        "runs_out_after": 3000,
        "holds": 8000,
        "buffers": 4096,
    },
    "accepts and never reads": {"says": READY, "reads": False, "buffers": 4096},
    "answers nonsense": {"says": b"\xff" * 4},
    "answers words": {"says": READY, "mutters": b"HTTP/1.1 400"},
    "never falls silent": {"says": READY, "babbles": READY * 50},
    "mute": {},
    "says all is well, prints nothing": {"says": READY, "lies": True},
    "dies in the middle": {"says": READY, "dies_after": 20_000},
    "dies after the last byte": {"says": READY, "dies_after": QUESTIONS + len(DATA)},
    "slow": {"says": READY, "rests_s": 0.1},
    "very slow": {"says": READY, "rests_s": 1.0},
}


@contextmanager
def nobody(*, hole: bool):
    """A port that refuses, or one at which a connection is never taken."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as place:
        waiting = [socket.socket() for _ in range(3)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(place.getsockname())
        port = place.getsockname()[1]
        if hole:
            yield port
        for each in waiting:
            each.close()
    if not hole:
        yield port


def measured(port: int, profile: str = "tm-t20") -> tuple[str, str, str]:
    """What came of a slip there, why, and in how many seconds."""
    began = time.monotonic()
    done = printer.attempt(DATA, f"tcp://127.0.0.1:{port}?profile={profile}")
    took = time.monotonic() - began
    return done.result, done.code, f"{took:.2f}"


def main() -> None:
    """Try each fault and show what was decided."""
    table = Table("the printer", "result", "why", "seconds")
    for fault, facts in FAULTS.items():
        with closing(FakePrinter(**facts)) as fake:
            table.add_row(fault, *measured(fake.port))
            fake.put_in_paper()
    for asked, profile in (("is asked now and then", "80mm"), ("asks nothing", "zj-58")):
        with closing(FakePrinter()) as fake:
            table.add_row(f"mute, and its profile {asked}", *measured(fake.port, profile))
    for fault, hole in (("off: refuses", False), ("unplugged: nobody answers", True)):
        with nobody(hole=hole) as port:
            table.add_row(fault, *measured(port))
    Console().print(table)


if __name__ == "__main__":
    main()
