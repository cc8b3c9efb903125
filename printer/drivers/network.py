"""A printer on the network, raw on port 9100: connect, print, ask, close."""

import ipaddress
import socket
import time
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import ClassVar

from printer.address import Address
from printer.drivers.line import Line, place_of
from printer.errors import Interrupted, Unreachable

CONNECTS_WITHIN_S = 2.0  # milliseconds on a LAN; a lost packet is sent again after one second


class Network:
    """One TCP connection per slip: these printers take one at a time and jam when it stays open."""

    cannot_know: ClassVar[str] = "whether a printer tells the truth, and nothing of a mute one"

    def __init__(self, address: Address) -> None:
        place_of(
            address,
            vi="thiếu tên máy, ví dụ tcp://10.0.0.5:9100",
            en="a host is missing, as in tcp://10.0.0.5:9100",
        )
        self._address = address

    def open(self, ends: float) -> "Wire":
        """Connect. Raises Unreachable."""
        try:
            host = _looked_up(self._address.host, ends)
            place = (host, self._address.port)
            within_s = min(_left(ends), CONNECTS_WITHIN_S)
            return Wire(socket.create_connection(place, within_s), self._address.text, ends)
        except OSError as error:
            raise Unreachable(address=self._address.text, why=error) from error


class Wire(Line):
    """An open connection."""

    hears = True

    def __init__(self, connection: socket.socket, address: str, ends: float) -> None:
        super().__init__(ends)
        self._connection = connection
        self._address = address
        self._is_clean = True  # nothing was sent yet

    def close(self) -> None:
        """Let go of the printer."""
        with self._connection, suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)

    def send(self, data: bytes) -> None:
        """Send all of it."""
        left = memoryview(data)
        try:
            while left:
                self._connection.settimeout(self.left_s)
                left = left[self._connection.send(left) :]
                self._is_clean = False
        except OSError as error:
            kind = Unreachable if self._is_clean else Interrupted
            raise kind(address=self._address, why=error) from error

    def hear(self, within_s: float) -> bytes:
        """The next byte; nothing in time. Raises Interrupted when the printer hung up."""
        self._connection.settimeout(max(0.001, min(within_s, self.left_s)))
        try:
            heard = self._connection.recv(1)
        except TimeoutError:
            return b""
        except OSError as error:
            raise Interrupted(address=self._address, why=error) from error
        if not heard:
            raise Interrupted(address=self._address, why="it hung up")
        return heard


def _left(ends: float) -> float:
    return max(0.001, ends - time.monotonic())


def _looked_up(host: str, ends: float) -> str:
    """The address of a name, in good time: the system's own look-up may take half a minute."""
    with suppress(ValueError):
        return str(ipaddress.ip_address(host))
    found: Queue[str | OSError] = Queue()

    def look() -> None:
        try:
            found.put(socket.gethostbyname(host))
        except OSError as error:
            found.put(error)

    Thread(target=look, daemon=True).start()
    try:
        answer = found.get(timeout=_left(ends))
    except Empty:
        raise TimeoutError(f"the name {host} was not found in time") from None
    if isinstance(answer, OSError):
        raise answer
    return answer
