"""A printer on a serial port: `serial:/dev/ttyUSB0?baud=19200`, `serial:COM3`."""

import time
from typing import Any, ClassVar

from printer.address import Address
from printer.drivers.line import Line, place_of
from printer.errors import Interrupted, NoPermission, NotInstalled, Unreachable

BITS_OF_A_BYTE = 10  # on the line, with start and stop
AT_ONCE = 256  # bytes; what is written after the deadline is at most this


class Serial:
    """Eight bits, no parity. A printer that is busy says so with XOFF, when it is set to."""

    cannot_know: ClassVar[str] = "whether anything is at the end of the cable, when it is mute"

    def __init__(self, address: Address) -> None:
        place_of(
            address,
            vi="thiếu cổng, ví dụ serial:/dev/ttyUSB0?baud=19200",
            en="a port is missing, as in serial:/dev/ttyUSB0?baud=19200",
        )
        self._address = address

    def open(self, ends: float) -> "Port":
        """Open the port. Raises Unreachable, NoPermission or NotInstalled."""
        try:
            import serial
        except ImportError as error:
            raise NotInstalled(address=self._address.text, what="pyserial") from error
        try:
            port = serial.Serial(
                self._address.place, self._address.baud, timeout=0, write_timeout=1, xonxoff=True
            )
        except serial.SerialException as error:
            if isinstance(error.__context__, PermissionError) or "ermission" in str(error):
                path = self._address.place
                raise NoPermission(address=self._address.text, path=path) from error
            raise Unreachable(address=self._address.text, why=error) from error
        return Port(port, self._address, ends)


class Port(Line):
    """An open port. A slow line gets the time that its bytes take, beyond the deadline."""

    hears = True

    def __init__(self, port: Any, address: Address, ends: float) -> None:
        super().__init__(ends)
        self._port = port
        self._address = address

    def close(self) -> None:
        """Let go of the printer."""
        self._port.close()

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self.ends += len(data) * BITS_OF_A_BYTE / self._address.baud
        taken = 0
        while taken < len(data):
            try:
                count = self._port.write(data[taken : taken + AT_ONCE]) or 0
            except OSError as error:  # SerialException is one
                kind = Interrupted if taken else Unreachable
                raise kind(address=self._address.text, why=error) from error
            taken += count
            if time.monotonic() > self.ends:
                raise Interrupted(address=self._address.text, why="it takes too long")

    def hear(self, within_s: float) -> bytes:
        """The next byte; nothing in time."""
        self._port.timeout = max(0.001, min(within_s, self.left_s))
        try:
            return bytes(self._port.read(1))
        except OSError:
            return b""

    def forget(self) -> None:
        """Throw away what came unasked."""
        self._port.reset_input_buffer()
