"""A printer on a serial port: `serial:/dev/ttyUSB0?baud=19200`, `serial:COM3`."""

import time
from contextlib import suppress
from typing import Any, ClassVar

from printer.errors import Interrupted, NoPermission, NotInstalled, Unreachable
from printer.wires import rights
from printer.wires.address import Address
from printer.wires.line import Held, place_of
from printer.words import said
from words import Text

BITS_OF_A_BYTE = 10  # on the line, with start and stop
AT_ONCE = 256  # bytes; what is written after the deadline is at most this
LOOK_S = 0.01  # between two looks whether all has left
TOO_LONG = said("it takes too long")


class Serial:
    """Eight bits, no parity; the printer may say XOFF when it is full and XON when it goes on.

    One that is set to DTR/DSR says it with a wire that Linux does not watch: set it to XON/XOFF.
    """

    cannot_know: ClassVar[Text] = said(
        "whether anything is at the other end of the cable, when mute"
    )

    def __init__(self, address: Address) -> None:
        place_of(address, said("a port is missing, as in serial:/dev/ttyUSB0?baud=19200"))
        self._address = address

    def open(self, ends: float) -> "Port":
        """Open the port. Raises Unreachable, NoPermission or NotInstalled."""
        path, text = self._address.place, self._address.text
        try:
            import serial
        except ImportError as error:
            raise NotInstalled(address=text, what="pyserial") from error
        try:
            port = serial.Serial(path, self._address.baud, timeout=0, write_timeout=1, xonxoff=True)
        except serial.SerialException as error:
            if isinstance(error.__context__, PermissionError) or "ermission" in str(error):
                remedy = rights.of_device(path)
                raise NoPermission(address=text, path=path, remedy=remedy) from error
            raise Unreachable(address=text, why=error) from error
        return Port(port, self._address, ends)


class Port(Held):
    """An open port. A slow line gets the time that its bytes take, beyond the deadline."""

    hears = True

    def __init__(self, port: Any, address: Address, ends: float) -> None:
        super().__init__(address.text, ends)
        self._port = port
        self._baud = address.baud

    def close(self) -> None:
        """Let go of the printer."""
        with suppress(OSError):
            while self._port.out_waiting and self.left_s > LOOK_S:
                time.sleep(LOOK_S)
        self.drop()
        self._port.close()

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self.ends += len(data) * BITS_OF_A_BYTE / self._baud
        for at in range(0, len(data), AT_ONCE):
            self._write(data[at : at + AT_ONCE])

    def hear(self, within_s: float) -> bytes:
        """The next byte; nothing in time."""
        try:
            self._port.timeout = max(0.0, min(within_s, self.left_s))
            return bytes(self._port.read(1))
        except OSError:  # it is gone: then the next send says so
            return b""

    def forget(self) -> None:
        """Throw away what came unasked."""
        with suppress(Exception):  # of termios, which is no OSError, when the port is gone
            self._port.reset_input_buffer()

    def drop(self) -> None:
        """Forget what has not left yet: closing would wait half a minute for it."""
        with suppress(Exception):  # the same
            if self._port.out_waiting:
                self._port.reset_output_buffer()

    def _write(self, part: bytes) -> None:
        import serial

        try:
            self._port.write_timeout = self.left_s
            self._port.write(part)
        except serial.SerialTimeoutException as error:  # after some of it, nobody knows how much
            raise Interrupted(address=self._address, why=TOO_LONG) from error
        except OSError as error:  # SerialException is one
            raise self._broken(error) from error
        self._is_clean = False
