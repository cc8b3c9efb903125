"""A printer on USB without a driver of the system's: `usb://04b8:0e15` (maker and model)."""

import re
from contextlib import suppress
from typing import Any, ClassVar

from printer.address import Address
from printer.drivers.line import Line
from printer.errors import BadAddress, Interrupted, NoPermission, NotInstalled, Unreachable

PRINTER_CLASS = 7
OUT, IN = 0x00, 0x80  # direction bit of an endpoint (USB 2.0, 9.6.6)
AT_ONCE = 4096
PACKET = 64  # bytes; of a full-speed device, and no answer is longer
EACCES = 13


class Usb:
    """Through libusb. The kernel's own printer driver is asked to let go of it meanwhile."""

    cannot_know: ClassVar[str] = "which of two equal printers it is"

    def __init__(self, address: Address) -> None:
        ids = re.fullmatch(r"([0-9a-f]{4}):([0-9a-f]{4})", address.place.lower())
        if ids is None:
            raise BadAddress(
                address=address.text,
                problem_vi="viết hãng và mẫu như lsusb in ra, ví dụ usb://04b8:0e15",
                problem_en="write maker and model as lsusb shows them, as in usb://04b8:0e15",
            )
        self._ids = int(ids[1], 16), int(ids[2], 16)
        self._address = address.text

    def open(self, ends: float) -> "Pipe":
        """Claim the printer. Raises Unreachable, NoPermission or NotInstalled."""
        try:
            import usb.core
        except ImportError as error:
            raise NotInstalled(address=self._address, what="pyusb") from error
        try:
            device = usb.core.find(idVendor=self._ids[0], idProduct=self._ids[1])
            if device is None:
                raise Unreachable(address=self._address, why="no such device on USB")
            return Pipe(device, self._address, ends)
        except usb.core.NoBackendError as error:
            raise NotInstalled(address=self._address, what="libusb-1.0-0") from error
        except usb.core.USBError as error:
            if error.errno == EACCES:
                raise NoPermission(address=self._address, path="/dev/bus/usb") from error
            raise Unreachable(address=self._address, why=error.strerror) from error


class Pipe(Line):
    """A claimed printer."""

    hears = True

    def __init__(self, device: Any, address: str, ends: float) -> None:
        import usb.util

        super().__init__(ends)
        self._device = device
        self._address = address
        self._heard = b""
        interface = next(each for each in device[0] if each.bInterfaceClass == PRINTER_CLASS)
        self._number = interface.bInterfaceNumber
        self._had_driver = _has_driver(device, self._number)
        if self._had_driver:
            device.detach_kernel_driver(self._number)
        usb.util.claim_interface(device, self._number)
        ends_at = {each.bEndpointAddress & IN: each for each in interface}
        self._out, self._in = ends_at[OUT], ends_at.get(IN)

    def close(self) -> None:
        """Let go of the printer."""
        import usb.util

        with suppress(OSError):  # it may have been pulled out
            usb.util.release_interface(self._device, self._number)
            if self._had_driver:
                self._device.attach_kernel_driver(self._number)
            usb.util.dispose_resources(self._device)

    def send(self, data: bytes) -> None:
        """Send all of it."""
        taken = 0
        while taken < len(data):
            part = data[taken : taken + AT_ONCE]
            try:
                taken += self._out.write(part, max(1, int(self.left_s * 1000)))
            except OSError as error:  # USBError is one
                kind = Interrupted if taken else Unreachable
                raise kind(address=self._address, why=error.strerror) from error

    def hear(self, within_s: float) -> bytes:
        """The next byte; nothing in time."""
        if not self._heard and self._in is not None:
            within_ms = max(1, min(int(within_s * 1000), int(self.left_s * 1000)))
            with suppress(OSError):  # nothing in time
                self._heard = bytes(self._in.read(PACKET, within_ms))  # whole, or it is lost
        first, self._heard = self._heard[:1], self._heard[1:]
        return first

    def forget(self) -> None:
        """Throw away what came unasked."""
        while self.hear(0):
            pass


def _has_driver(device: Any, interface: int) -> bool:
    try:
        return bool(device.is_kernel_driver_active(interface))
    except NotImplementedError:  # Windows has none to ask about
        return False
