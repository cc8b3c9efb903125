"""A printer on the network, raw on port 9100: connect, print, close."""

import socket
import time
from contextlib import suppress

from printer.address import Address
from printer.errors import BadAddress, Interrupted, Unreachable
from printer.status import Status, ask

DEADLINE_S = 5.0
ANSWERS_WITHIN_S = 1.0  # a status is answered at once, or never
LAST_WORDS = 1024  # bytes a printer may answer; they are not read as status yet


class Network:
    """One TCP connection per slip: these printers take one at a time and jam when it stays open."""

    def __init__(self, address: Address) -> None:
        if not address.host:
            raise BadAddress(
                address=address.text,
                problem_vi="thiếu tên máy, ví dụ tcp://10.0.0.5:9100",
                problem_en="a host is missing, as in tcp://10.0.0.5:9100",
            )
        self._address = address

    def send(self, data: bytes) -> None:
        """Send one slip within DEADLINE_S. Raises Unreachable or Interrupted."""
        ends = time.monotonic() + DEADLINE_S
        try:
            place = (self._address.host, self._address.port)
            connection = socket.create_connection(place, timeout=DEADLINE_S)
        except OSError as error:
            raise Unreachable(address=self._address.text, why=error) from error
        with connection:
            try:
                _pour(connection, data, ends)
            except OSError as error:
                raise Interrupted(address=self._address.text, why=error) from error

    def status(self) -> Status:
        """How the printer says it stands; unknown when it says nothing. Raises Unreachable."""
        ends = time.monotonic() + DEADLINE_S
        place = (self._address.host, self._address.port)
        try:
            with socket.create_connection(place, timeout=DEADLINE_S) as connection:
                return ask(lambda command: _answer(connection, command, ends))
        except OSError as error:
            raise Unreachable(address=self._address.text, why=error) from error


def _answer(connection: socket.socket, command: bytes, ends: float) -> bytes:
    """The byte that comes back, or nothing in good time."""
    connection.sendall(command)
    connection.settimeout(max(0.001, min(ANSWERS_WITHIN_S, ends - time.monotonic())))
    try:
        return connection.recv(1)
    except TimeoutError:
        return b""


def _pour(connection: socket.socket, data: bytes, ends: float) -> None:
    """Send everything, say so, and wait a moment for the printer to take it."""
    left = memoryview(data)
    while left:
        connection.settimeout(max(0.001, ends - time.monotonic()))
        left = left[connection.send(left) :]
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(max(0.001, min(0.2, ends - time.monotonic())))
    with suppress(TimeoutError):  # many printers never close first: their silence is no failure
        while connection.recv(LAST_WORDS):
            pass
