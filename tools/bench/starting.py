"""How long a hall takes from nothing to its first answer, and how much memory it then holds."""

import time
from pathlib import Path

import requests
from running import Running

from queue_server.cli.opened import opened
from queue_server.kernel.secret import renew
from tools.bench.halls import floor, held_mb

PAGES = ("/", "/kiosk/", "/display/", "/api/v1/board", "/counter/")
HALL = floor().hall.id  # beside it there is one for bare statements


def start(url: str, folder: Path) -> tuple[float, float]:
    """Seconds to the first answer, and MB held after each page was opened once."""
    folder.mkdir(exist_ok=True)
    server = Running(folder, database=url)
    with opened(server.settings, HALL) as hall:  # which was served with another secret before
        renew(hall, server.settings.secret_file)
    began = time.perf_counter()
    server.start(LUOT_OPEN_DEVICES="1", LUOT_HALL=HALL)
    took = time.perf_counter() - began
    for page in PAGES:
        requests.get(f"{server.url}{page}", timeout=30)
    held = held_mb(server.process.pid)
    server.stop()
    return took, held
