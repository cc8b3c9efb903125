"""The limit without a framework: uvloop, SQLite, and one durable transaction for each press.

python -m tools.bench.raw PORT FILE DATABASE, where FILE holds the answers as JSON texts by name.
"""

import asyncio
import json
import re
import sqlite3
import sys
from pathlib import Path
from typing import Any

import uvloop

HEAD_END = b"\r\n\r\n"
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Memory:
    """A table of what was pressed, as safe on disk as a hall's."""

    def __init__(self, file: str) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("CREATE TABLE presses (id INTEGER PRIMARY KEY, said BLOB)")

    def keep(self, said: bytes) -> None:
        """It is on disk when this returns."""
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("INSERT INTO presses (said) VALUES (?)", (said,))
        self._db.execute("COMMIT")


class Answering(asyncio.Protocol):
    """One connection: a text for each request, after a POST was kept."""

    def __init__(self, answers: dict[bytes, bytes], memory: Memory) -> None:
        self._answers = answers
        self._memory = memory
        self._heard = b""
        self._transport: Any = None  # uvloop's is no asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is there."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        self._heard += data
        while (end := self._heard.find(HEAD_END)) >= 0:
            head = self._heard[:end]
            whole = end + len(HEAD_END) + length_of(head)
            if len(self._heard) < whole:
                return
            said, self._heard = self._heard[:whole], self._heard[whole:]
            self._answer(said)

    def _answer(self, said: bytes) -> None:
        method, path, _ = said.split(b" ", 2)
        if method == b"POST":
            self._memory.keep(said)
        self._transport.write(self._answers[path])


def length_of(head: bytes) -> int:
    """How many bytes of a body follow a head."""
    found = LENGTH.search(head)
    return int(found[1]) if found else 0


def answer_of(text: str) -> bytes:
    """A whole answer with a text."""
    body = text.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + HEAD_END + body


async def serve(port: int, texts: dict[str, str], database: str) -> None:
    """Answer `/NAME` with the text of that name, for ever."""
    answers = {f"/{name}".encode(): answer_of(text) for name, text in texts.items()}
    memory = Memory(database)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answering(answers, memory), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    uvloop.run(serve(int(sys.argv[1]), given, sys.argv[3]))
