"""People who press as fast as they are answered: raw HTTP over kept connections, in one process."""

import re
import selectors
import socket
import time
from collections.abc import Generator
from dataclasses import dataclass

LENGTH = re.compile(rb"\r\nContent-Length: (\d+)\r\n", re.IGNORECASE)
Script = Generator[bytes, bytes, None]  # it is sent each answer and yields what to say next


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What one round took: presses, seconds in all, each press in milliseconds, sorted."""

    count: int
    seconds: float
    each_ms: list[float]

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.count / self.seconds


class Wrong(Exception):
    """An answer that was not expected. The text is the answer."""


def request(method: str, path: str, token: str = "", body: str = "{}", key: str = "") -> bytes:
    """A whole HTTP request."""
    head = [f"{method} {path} HTTP/1.1", "Host: localhost", "Accept: application/json"]
    if token:
        head.append(f"Authorization: Bearer {token}")
    if key:
        head.append(f"Idempotency-Key: {key}")
    if method == "POST":
        head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(head) + "\r\n\r\n" + (body if method == "POST" else "")).encode()


class Client:
    """One connection with what it says next: a script gets each answer and yields a request."""

    def __init__(self, port: int, script: Script) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._script = script
        self._answer = b""
        self.took: list[float] = []

    def begin(self) -> bool:
        """Say the first thing; False when there is none."""
        return self._say(next(self._script, None))

    def heard(self) -> bool:
        """Read what came; say the next thing when an answer is whole. False at the end."""
        self._answer += self.socket.recv(65536)
        head, found, body = self._answer.partition(b"\r\n\r\n")
        length = LENGTH.search(head + b"\r\n")
        if not found or length is None or len(body) < int(length[1]):
            return True
        self.took.append((time.perf_counter() - self._began) * 1000)
        if not head.startswith(b"HTTP/1.1 2"):
            raise Wrong(self._answer.decode(errors="replace"))
        self._answer = b""
        try:
            return self._say(self._script.send(body))
        except StopIteration:
            return False

    def _say(self, what: bytes | None) -> bool:
        if what is None:
            return False
        self._began = time.perf_counter()
        self.socket.sendall(what)
        return True


def press(port: int, scripts: list[Script]) -> Pressed:
    """Let each script press on a connection of its own, all at once, until all have ended."""
    clients = [Client(port, script) for script in scripts]
    waiting = selectors.DefaultSelector()
    began = time.perf_counter()
    for client in clients:
        if client.begin():
            waiting.register(client.socket, selectors.EVENT_READ, client)
    while waiting.get_map():
        for key, _ in waiting.select():
            if not key.data.heard():
                waiting.unregister(key.data.socket)
    seconds = time.perf_counter() - began
    for client in clients:
        client.socket.close()
    each = sorted(ms for client in clients for ms in client.took)
    return Pressed(count=len(each), seconds=seconds, each_ms=each)
