"""Five thousand phones in the street, and the bare server that they may hear instead of a hall.

python -m tools.bench.street listen PORT FILE prints JSON: for each press the milliseconds to its
answer, and to the last phone; and to the answer of a press made while they are told. FILE holds
what to ask with.
python -m tools.bench.street bare PORT FILE serves the frame in FILE from asyncio, for ever.
"""

import asyncio
import json
import re
import sys
import time
from pathlib import Path
from typing import Any, ClassVar

import uvloop

from tools.bench.clients import request
from tools.bench.raw import HEAD_END, length_of

PHONES = 5_000
AT_ONCE = 50  # come through the door, where strangers wait their turn
PRESSES, WARM = 20, 3
PAUSE_S = 1.0  # all have heard it, and rest
LONGEST_S = 30.0  # then a phone never hears: better no figure than none for ever
FRAME = re.compile(rb"^id: \d+\nevent: board\n", re.MULTILINE)


class Phone(asyncio.Protocol):
    """One phone: it counts what it hears."""

    def __init__(self, street: "Street", hello: bytes) -> None:
        self._street = street
        self._hello = hello
        self._listens = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        stream: Any = transport  # uvloop's is no asyncio.Transport
        stream.write(self._hello)

    def data_received(self, data: bytes) -> None:
        """The stream's head with its first line, then a frame at a time."""
        if not self._listens and b"retry: 2000" in data:
            self._listens = True
            self._street.listening += 1
            self._street.heard()
        for _ in FRAME.findall(data):
            self._street.heard()

    def connection_lost(self, _error: Exception | None) -> None:
        """Another one comes in its place."""
        self._street.listening -= self._listens
        self._street.heard()


class Street:
    """All phones: how many listen, and how many words are still to be heard."""

    listening = 0

    def waits(self, words: int) -> asyncio.Event:
        """Set when so many were heard."""
        self._left, self._all, self.first = words, asyncio.Event(), asyncio.Event()
        return self._all

    def heard(self) -> None:
        """One more."""
        self._left -= 1
        self.first.set()
        if self._left == 0:
            self._all.set()


class Presser:
    """Somebody who presses, and waits for the answer."""

    def __init__(self, said: dict[str, str]) -> None:
        self._said = said
        self._pressed = 0

    async def comes(self, port: int) -> "Presser":
        """They have a connection of their own."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", port)
        return self

    async def presses(self) -> float:
        """The milliseconds to the answer."""
        self._pressed += 1
        key, began = f"phones-{id(self)}-{self._pressed}", time.perf_counter()
        told = request("POST", self._said["path"], self._said["token"], self._said["body"], key=key)
        self._writer.write(told)
        head = await self._reader.readuntil(HEAD_END)
        await self._reader.readexactly(length_of(head))
        return (time.perf_counter() - began) * 1000


async def listen(port: int, said: dict[str, Any]) -> dict[str, list[float]]:
    """Let the phones come, then press and wait until the last one has heard."""
    street = Street()
    await _fill(street, port, said["paths"])
    print("here", flush=True)  # whoever started this looks at the server's memory
    one = await Presser(said).comes(port)
    found: dict[str, list[float]] = {"last": [], "alone": [], "meanwhile": []}
    for _ in range(WARM + PRESSES):
        await asyncio.sleep(PAUSE_S)
        everybody, began = street.waits(PHONES), time.perf_counter()
        found["alone"].append(await one.presses())
        await asyncio.wait_for(everybody.wait(), LONGEST_S)
        found["last"].append((time.perf_counter() - began) * 1000)
    other = await Presser(said).comes(port)
    for _ in range(WARM + PRESSES if said["meanwhile"] else 0):
        await asyncio.sleep(PAUSE_S)
        everybody = street.waits(2 * PHONES)
        first = asyncio.create_task(one.presses())
        await street.first.wait()
        found["meanwhile"].append(await other.presses())
        await asyncio.wait_for(asyncio.gather(first, everybody.wait()), LONGEST_S)
    return {what: each[WARM:] for what, each in found.items()}


async def _fill(street: Street, port: int, paths: list[str]) -> None:
    """Let all of them come, some at once; one whose connection is lost comes again."""
    loop, came = asyncio.get_running_loop(), 0
    while missing := min(AT_ONCE, PHONES - street.listening):
        here, came = street.waits(missing), came + missing
        for n in range(missing):
            hello = request("GET", paths[(came + n) % len(paths)])
            made = loop.create_connection(
                lambda hello=hello: Phone(street, hello), "127.0.0.1", port
            )
            await made
        await asyncio.wait_for(here.wait(), LONGEST_S)


class Bare(asyncio.Protocol):
    """A server that does nothing but to write a frame to everybody, each time somebody posts."""

    phones: ClassVar[list[Any]] = []
    frame = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is there."""
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        """A phone that listens, or a press."""
        if data.startswith(b"GET"):
            self.phones.append(self._transport)
            self._transport.write(b"HTTP/1.1 200 OK\r\n\r\nretry: 2000\n\n")
            return
        self._transport.write(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}")
        for phone in self.phones:
            phone.write(self.frame)


async def bare(port: int, frame: bytes) -> None:
    """Serve it, for ever."""
    Bare.frame = frame
    server = await asyncio.get_running_loop().create_server(Bare, "127.0.0.1", port, backlog=1000)
    await server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        asyncio.run(bare(int(sys.argv[2]), Path(sys.argv[3]).read_bytes()))
    else:
        given = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
        print(json.dumps(uvloop.run(listen(int(sys.argv[2]), given))))
