"""Five thousand phones that follow their turn, against a bare server that writes them the same."""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from running import Running, free_port

from tools.bench.halls import CLOCK, held_mb
from tools.bench.street import PHONES
from tools.bench.table import Line

OF_ONE_KEY = 2  # one fewer than a hall lets listen: who comes again drives nobody out
EACH_KB = 25
MEANWHILE_MS = 10


def lines() -> Iterator[Line]:
    """The figures of a hall that runs, against the bare server's."""
    with tempfile.TemporaryDirectory(prefix="luot-bench-") as folder:
        mine, each_kb, frame = _hall(Path(folder))
        other = _bare(Path(folder), frame)
    yield Line(
        what=f"press to the last of {PHONES:,} phones", unit="ms", mine=mine["last"],
        other=other["last"], against="bare asyncio", wanted="<= 1.3",
    )  # fmt: skip
    yield Line(
        what="memory of a phone that listens", unit="kB", mine=[each_kb], other=[EACH_KB],
        against=f"{EACH_KB} kB", wanted="<= 1",
    )  # fmt: skip
    later = median(mine["meanwhile"]) - median(mine["alone"])
    yield Line(
        what="a press while they are told is later by", unit="ms", mine=[later],
        other=[MEANWHILE_MS], against=f"{MEANWHILE_MS} ms", wanted="<= 1",
    )  # fmt: skip


def _hall(folder: Path) -> tuple[dict[str, list[float]], float, bytes]:
    """A hall's figures, the memory of each phone, and a frame as it sends one."""
    hall = Running(folder).prepare()
    token = hall.token("manager", "bench")
    # They come through a proxy: from one address only a hundred may come in a second.
    hall.start(LUOT_CLOCK=CLOCK, LUOT_CONNECTIONS=str(2 * PHONES), LUOT_PROXY="127.0.0.1")
    try:
        caller = hall.caller(token)
        keys = [
            caller.post(f"{hall.url}/api/v1/tickets", json={"service_id": "LLTP"}).json()["key"]
            for _ in range(PHONES // OF_ONE_KEY)
        ]
        body = json.dumps({"service_id": "DATDAI"})
        said = {
            "paths": [f"/t/{key}/events" for key in keys], "token": token, "body": body,
            "path": "/api/v1/tickets", "meanwhile": True,
        }  # fmt: skip
        frame, before = _frame(hall, keys[0], caller), held_mb(hall.process.pid)
        found, after = _listening(folder, hall.port, said, hall.process.pid)
        return found, (after - before) * 1024 / PHONES, frame
    finally:
        hall.stop()


def _frame(hall: Running, key: str, caller: Any) -> bytes:
    """One frame of a stream."""
    stream = caller.get(f"{hall.url}/t/{key}/events", stream=True)
    caller.post(f"{hall.url}/api/v1/tickets", json={"service_id": "DATDAI"})
    said = b""
    for chunk in stream.iter_content(chunk_size=1):
        said += chunk
        if told := re.search(rb"id: \d+\nevent: board\n.*\n\n", said):
            stream.close()
            return told[0]
    raise AssertionError(f"no frame was sent: {said!r}")


def _bare(folder: Path, frame: bytes) -> dict[str, list[float]]:
    port, file = free_port(), folder / "frame"
    file.write_bytes(frame)
    server = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-m", "tools.bench.street", "bare", str(port), str(file)]
    )
    try:
        time.sleep(1)
        said = {"paths": ["/"], "token": "", "body": "{}", "path": "/", "meanwhile": False}
        return _listening(folder, port, said, server.pid)[0]
    finally:
        server.terminate()
        server.wait()


def _listening(
    folder: Path, port: int, said: dict[str, Any], pid: int
) -> tuple[dict[str, list[float]], float]:
    """What the phones heard, and what the server held when they were all there, in MB."""
    file = folder / "said"
    file.write_text(json.dumps(said), encoding="utf-8")
    command = [sys.executable, "-m", "tools.bench.street", "listen", str(port), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as phones:  # noqa: S603
        assert phones.stdout is not None
        assert phones.stdout.readline() == "here\n"
        held = held_mb(pid)
        return json.loads(phones.stdout.read()), held
