"""A printer on USB without a driver of the system's: `usb://04b8:0e15` (maker and model)."""

import errno
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, ClassVar

from printer.errors import BadAddress, NotInstalled, NoUsbPermission, Unreachable
from printer.wires import rights
from printer.wires.address import Address
from printer.wires.line import Held
from printer.words import said
from words import Text

PRINTER_CLASS, MAKERS_OWN = 7, 0xFF  # many cheap printers do not say that they are printers
OUT, IN = 0x00, 0x80  # direction bit of an endpoint (USB 2.0, 9.6.6)
BULK, KINDS = 0x02, 0x03  # kind of an endpoint
AT_ONCE = 4096
ANSWER_AT_ONCE = 512  # the largest packet: asked for less, libusb refuses a packet that has more
EMPTY_S = 0.01  # some printers answer with nothing, again and again: do not spin
NOT_THERE = said("no such device on USB")
NO_PRINTER = said("this USB device is no printer")


class Usb:
    """Through libusb. The kernel's own printer driver is asked to let go of it meanwhile."""

    cannot_know: ClassVar[Text] = said("which of two equal printers it is, without ?serial=")

    def __init__(self, address: Address) -> None:
        ids = re.fullmatch(r"([0-9a-f]{4}):([0-9a-f]{4})", address.place.lower())
        if ids is None:
            raise BadAddress(
                address=address.text,
                problem=said("write maker and model as lsusb shows them, as in usb://04b8:0e15"),
            )
        self._ids = int(ids[1], 16), int(ids[2], 16)
        self._serial = address.serial
        self._address = address.text

    def open(self, ends: float) -> "Pipe":
        """Claim the printer. Raises Unreachable, NoUsbPermission or NotInstalled."""
        with self._sentences():
            found = next((each for each in self._all() if self._is_meant(each)), None)
            if found is None:
                raise Unreachable(address=self._address, why=NOT_THERE)
            return Pipe(found, self._address, ends)

    def _all(self) -> list[Any]:
        import usb.core

        maker, model = self._ids
        return list(usb.core.find(find_all=True, idVendor=maker, idProduct=model))

    def _is_meant(self, device: Any) -> bool:
        return not self._serial or device.serial_number == self._serial

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """What may go wrong before anything was sent, as what a person can do."""
        try:
            import usb.core
        except ImportError as error:
            raise NotInstalled(address=self._address, what="pyusb") from error
        try:
            yield
        except usb.core.NoBackendError as error:
            raise NotInstalled(address=self._address, what="libusb-1.0-0") from error
        except (OSError, ValueError) as error:  # ValueError: its texts may not be read
            if isinstance(error, ValueError) or error.errno == errno.EACCES:
                rule = rights.of_usb(*self._ids)
                raise NoUsbPermission(address=self._address, rule=rule) from error
            raise Unreachable(address=self._address, why=error) from error


class Pipe(Held):
    """A claimed printer."""

    hears = True

    def __init__(self, device: Any, address: str, ends: float) -> None:
        import usb.util

        super().__init__(address, ends)
        self._device, self._heard = device, bytearray()
        interface, ends_at = _way_in(device, address)
        self._number, self._out, self._in = interface, ends_at[OUT], ends_at.get(IN)
        self._had_driver = _let_go(device, interface)
        usb.util.claim_interface(device, interface)

    def close(self) -> None:
        """Let go of the printer."""
        import usb.util

        with suppress(OSError):  # it may have been pulled out meanwhile
            usb.util.release_interface(self._device, self._number)
            if self._had_driver:
                self._device.attach_kernel_driver(self._number)
        usb.util.dispose_resources(self._device)

    def send(self, data: bytes) -> None:
        """Send all of it."""
        taken = 0
        while taken < len(data):
            try:
                taken += self._out.write(data[taken : taken + AT_ONCE], self._ms(self.left_s))
            except OSError as error:  # USBError is one
                raise self._broken(error) from error
            self._is_clean = False

    def hear(self, within_s: float) -> bytes:
        """The next byte; nothing in time."""
        ends = time.monotonic() + min(within_s, self.left_s)
        while not self._heard and self._in is not None:
            left_s = ends - time.monotonic()
            try:
                self._heard += self._in.read(ANSWER_AT_ONCE, self._ms(left_s))
            except OSError:  # nothing came, or it is gone: then the next send says so
                break
            if left_s <= 0:
                break
            if not self._heard:
                time.sleep(EMPTY_S)
        first, self._heard = bytes(self._heard[:1]), self._heard[1:]
        return first

    @staticmethod
    def _ms(seconds: float) -> int:
        return max(1, int(seconds * 1000))  # to libusb none means for ever


def _way_in(device: Any, address: str) -> tuple[int, dict[int, Any]]:
    """The interface that prints, and its two ends. Raises Unreachable."""
    for wanted in (PRINTER_CLASS, MAKERS_OWN):
        for each in device[0]:
            ends_at = {
                end.bEndpointAddress & IN: end for end in each if end.bmAttributes & KINDS == BULK
            }
            if each.bInterfaceClass == wanted and OUT in ends_at:
                return each.bInterfaceNumber, ends_at
    raise Unreachable(address=address, why=NO_PRINTER)


def _let_go(device: Any, interface: int) -> bool:
    """Ask the kernel's own driver to let go; whether there was one."""
    try:
        if not device.is_kernel_driver_active(interface):
            return False
    except NotImplementedError:  # Windows has none that could
        return False
    device.detach_kernel_driver(interface)
    return True
