"""From a press to the last board that shows it, with all of them listening in one process.

python -m tools.bench.live PORT TOKEN BOARDS prints JSON: the milliseconds of each press to the last
of so many boards.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any

import uvloop
from running import Running

from tools.bench.clients import request
from tools.bench.halls import CLOCK
from tools.bench.raw import length_of
from tools.bench.table import Line

PRESSES, WARM = 100, 5
PAUSE_S = 0.1  # between two presses: a message is not told together with the one before
OPEN = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\nAuthorization: Bearer {token}\r\n\r\n"
)
ALL_HERE = "2000"  # boards of one computer
MESSAGE, PING = b'["board",', b"\x81\x012"
LIMITS_MS = {  # to the last of so many boards, of 99 in a hundred presses
    "sqlite": {50: 20, 500: 60},
    "postgresql": {50: 30, 500: 80},
}


class Board(asyncio.Protocol):
    """One board: it counts the messages that it hears, and reads as little of them as it can."""

    def __init__(self, lobby: "Lobby", hello: bytes) -> None:
        self._lobby = lobby
        self._hello = hello
        self._end = b""  # of what came before, should a word be cut in two

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The door is open: ask for the board."""
        self._transport: Any = transport  # uvloop's is no asyncio.Transport
        self._transport.write(self._hello)

    def data_received(self, data: bytes) -> None:
        """Hear everything, and answer that it is there."""
        said = self._end + data
        self._end = data[1 - len(MESSAGE) :]
        for _ in range(said.count(MESSAGE)):
            self._lobby.heard()
        if data.startswith(PING) or data.endswith(PING):
            self._says(b"3")
        elif b"40/board" in data:
            self._lobby.heard()
        elif b'0{"sid"' in data:
            self._says(b"40/board,")

    def _says(self, text: bytes) -> None:
        self._transport.write(bytes([0x81, 0x80 | len(text)]) + b"\0\0\0\0" + text)


class Lobby:
    """All boards, and how many of them have heard."""

    def __init__(self, boards: int) -> None:
        self._boards = boards

    async def fills(self, port: int, token: str) -> None:
        """Every board is there and listens."""
        everybody, loop = self.waits(), asyncio.get_running_loop()
        hello = OPEN.format(port=port, token=token).encode()
        for _ in range(self._boards):
            await loop.create_connection(lambda: Board(self, hello), "127.0.0.1", port)
        await everybody.wait()

    def heard(self) -> None:
        """One more."""
        self._left -= 1
        if self._left == 0:
            self._all.set()

    def waits(self) -> asyncio.Event:
        """Set when all of them have heard what comes next."""
        self._left, self._all = self._boards, asyncio.Event()
        return self._all


async def measure(port: int, token: str, boards: int) -> list[float]:
    """Milliseconds from each press to the last board."""
    lobby = Lobby(boards)
    await lobby.fills(port, token)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body, took = json.dumps({"service_id": "LLTP"}), []
    for n in range(WARM + PRESSES):
        await asyncio.sleep(PAUSE_S)
        everybody, began = lobby.waits(), time.perf_counter()
        writer.write(request("POST", "/api/v1/tickets", token, body, key=f"live-{boards}-{n}"))
        await everybody.wait()
        took.append((time.perf_counter() - began) * 1000)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(length_of(head))
    return took[WARM:]


def lines(engine: str, url: str, told: Callable[..., Any]) -> Iterator[Line]:
    """The figures of a hall that runs, against what is wanted; `told` is what a program prints."""
    with tempfile.TemporaryDirectory(prefix="luot-bench-") as folder:
        hall = Running(Path(folder), database=url).prepare()
        token = hall.token("manager", "bench")
        hall.start(LUOT_CLOCK=CLOCK, LUOT_CONNECTIONS_EACH=ALL_HERE)
        facts = str(hall.port), token
        try:
            for boards, limit in LIMITS_MS[engine].items():
                p99 = quantiles(told("tools.bench.live", {}, *facts, str(boards)), n=100)[-1]
                yield Line(
                    what=f"{engine}, press to the last of {boards} boards, p99", unit="ms",
                    mine=[p99], other=[limit], against=f"{limit} ms", wanted="<= 1",
                )  # fmt: skip
        finally:
            hall.stop()


if __name__ == "__main__":
    print(json.dumps(uvloop.run(measure(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))))
