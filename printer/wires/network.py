"""A printer on the network, raw on port 9100: connect, print, ask, close."""

import ipaddress
import socket
import struct
import sys
import time
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import ClassVar

from printer.errors import Interrupted, Unreachable
from printer.reasons import GONE
from printer.wires.address import Address
from printer.wires.line import Held, place_of
from printer.words import said
from words import Text

AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: close now, and throw away what is still to be sent
LAST_WORDS_S = 0.2  # what a printer still says is taken; many never hang up by themselves
SETTLES_S = 2.5  # a slip of 50 kB, at the speed of the slowest printers on a network
LOOK_S = 0.02  # between two looks at what is still on its way
LAST_WORDS = 1024  # bytes
CONNECTS_WITHIN_S = 2.0  # milliseconds on a LAN; a lost packet is sent again after one second


class Network:
    """One TCP connection per slip: these printers take one at a time and jam when it stays open."""

    cannot_know: ClassVar[Text] = said(
        "whether a printer tells the truth, and nothing of a mute one"
    )

    def __init__(self, address: Address) -> None:
        place_of(address, said("a host is missing, as in tcp://10.0.0.5:9100"))
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


class Wire(Held):
    """An open connection. It is a new one for each slip: nothing old can come back on it."""

    hears = True

    def __init__(self, connection: socket.socket, address: str, ends: float) -> None:
        super().__init__(address, ends)
        self._connection = connection

    def close(self) -> None:
        """Let go of the printer."""
        with self._connection, suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)
            self._hear_out()

    def send(self, data: bytes) -> None:
        """Send all of it."""
        left = memoryview(data)
        try:
            while left:
                self._connection.settimeout(self.left_s)
                left = left[self._connection.send(left) :]
                self._is_clean = False
        except OSError as error:
            raise self._broken(error) from error

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
            raise Interrupted(address=self._address, why=GONE)
        return heard

    def settle(self) -> None:
        """As far as the system tells what is still on its way (Linux and its kin do)."""
        ends = time.monotonic() + min(SETTLES_S, self.left_s)
        while _on_its_way(self._connection):
            if time.monotonic() >= ends:
                return self.drop()
            time.sleep(LOOK_S)
        return None

    def forget(self) -> None:
        """Nothing."""

    def drop(self) -> None:
        """Hang up hard: else the system sends the rest for minutes, after a change of paper too."""
        with self._connection, suppress(OSError):
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)

    def _hear_out(self) -> None:
        """To close with something unread resets the connection: a slip would lose its end."""
        ends = time.monotonic() + min(LAST_WORDS_S, self.left_s)
        while (left_s := ends - time.monotonic()) > 0:
            self._connection.settimeout(left_s)
            if not self._connection.recv(LAST_WORDS):
                break


def _on_its_way(connection: socket.socket) -> int:
    """How many bytes the other side has not said it has; none where the system does not tell."""
    try:
        import fcntl
        import termios
    except ImportError:
        return 0
    try:
        count = fcntl.ioctl(connection, termios.TIOCOUTQ, bytes(4))  # tcp(7): SIOCOUTQ, the same
    except OSError:
        return 0
    return int.from_bytes(count, sys.byteorder)


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
