"""What strangers do to a hall, each in a process of its own, on loopback only, ending by itself.

python attacks.py NAME PORT SECONDS KEY
"""

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

import os
import resource
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress

import gevent

ADDRESSES = [f"127.0.0.{n}" for n in range(2, 6)]  # four computers, none of them a kiosk
HOST = "Host: 127.0.0.1\r\n"
UPGRADE = (
    f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n{HOST}Upgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n"
).encode()
TEXT, MORE, LAST = 0x1, 0x0, 0x80  # RFC 6455, 5.2


def frame(said: bytes, first: int = LAST | TEXT) -> bytes:
    """A masked websocket frame (with a mask that changes nothing)."""
    size = len(said)
    length = bytes([LAST | size]) if size < 126 else bytes([LAST | 126]) + struct.pack("!H", size)
    return bytes([first]) + length + b"\0\0\0\0" + said


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\n{HOST}\r\n".encode()


def small_events(it: socket.socket, key: str) -> None:
    """640 kB of small events at once, again and again."""
    screen(it)
    flood = frame(b'42/board,["x"]') * 32_000
    while True:
        it.sendall(flood)


def fragments(it: socket.socket, key: str) -> None:
    """A message whose end never comes."""
    screen(it)
    it.sendall(frame(b"4", TEXT))
    while True:
        it.sendall(frame(b"x" * 4096, MORE))


def silent(it: socket.socket, key: str) -> None:
    """Not a byte."""
    it.recv(1)


def half_sent(it: socket.socket, key: str) -> None:
    """A head that comes letter by letter."""
    it.sendall(b"GET / HTTP/1.1\r\n")
    while True:
        it.sendall(b"X")
        gevent.sleep(1)


def huge_heads(it: socket.socket, key: str) -> None:
    """Headers without end."""
    it.sendall(b"GET / HTTP/1.1\r\n")
    while True:
        it.sendall(b"X: " + b"x" * 60_000 + b"\r\n")


def mute(it: socket.socket, key: str) -> None:
    """A screen that reads nothing and says that it is there."""
    it.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    screen(it)
    it.sendall(frame(b"40/board,"))
    while True:
        it.sendall(frame(b"3"))
        gevent.sleep(5)


def polling(it: socket.socket, key: str) -> None:
    """A new session of a long poll with each request."""
    asks(it, "/socket.io/?EIO=4&transport=polling")


def pictures(it: socket.socket, key: str) -> None:
    """One QR picture."""
    asks(it, f"/t/{key}/qr.svg")


def pages(it: socket.socket, key: str) -> None:
    """The board's page."""
    asks(it, "/display/")


def streams(it: socket.socket, key: str) -> None:
    """A phone's live messages."""
    it.sendall(get(f"/t/{key}/events"))
    while it.recv(65536):
        pass


def sign_ins(it: socket.socket, key: str) -> None:
    """A guessed password."""
    body = b"name=admin&password=guess"
    head = f"POST /sign-in HTTP/1.1\r\n{HOST}Content-Type: application/x-www-form-urlencoded\r\n"
    it.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    it.recv(65536)


def asks(it: socket.socket, path: str) -> None:
    while True:
        it.sendall(get(path))
        if not it.recv(65536):
            return


def screen(it: socket.socket) -> None:
    it.sendall(UPGRADE)
    if b" 101 " not in it.recv(65536):
        raise OSError("not let in")


# How many at once of each: the stated size of the attack.
ATTACKS: dict[str, tuple[int, Callable[[socket.socket, str], None]]] = {
    "small events": (50, small_events),
    "fragments": (50, fragments),
    "silent": (2000, silent),
    "half-sent": (200, half_sent),
    "huge heads": (100, huge_heads),
    "mute screens": (500, mute),
    "polling sessions": (50, polling),
    "pictures": (50, pictures),
    "pages": (500, pages),
    "many pages": (2600, pages),
    "streams of one key": (500, streams),
    "sign-ins": (300, sign_ins),
}


@contextmanager
def attack(name: str, port: int, seconds: float, key: str):
    """Run an attack beside what is done inside."""
    command = [sys.executable, __file__, name, str(port), str(seconds), key]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    process.stdout.readline()  # they are there
    try:
        yield
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def run(name: str, port: int, seconds: float, key: str) -> None:
    """So many at once, each again when it was sent away, until the time is over."""
    many, act = ATTACKS[name]
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    ends = time.monotonic() + seconds
    os.nice(5)  # the attacker's own work is not what is measured

    def again_and_again(address: str) -> None:
        while time.monotonic() < ends:
            with (
                suppress(OSError),
                socket.create_connection(("127.0.0.1", port), source_address=(address, 0)) as it,
            ):
                act(it, key)
            gevent.sleep(0.05)

    strangers = [gevent.spawn(again_and_again, ADDRESSES[n % len(ADDRESSES)]) for n in range(many)]
    gevent.sleep(1)
    print("there", flush=True)
    gevent.joinall(strangers, timeout=max(0, ends - time.monotonic()))


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])
