"""A printer that Windows knows by name: `windows:EPSON TM-T20III Receipt`."""

import sys
from typing import ClassVar

from printer.errors import Interrupted, NotInstalled, Unreachable
from printer.wires.address import Address
from printer.wires.line import Line, place_of
from printer.words import said
from words import Text


class Windows(Line):
    """Hands a slip to the spooler as RAW. When it is printed, and whether, only Windows knows."""

    cannot_know: ClassVar[Text] = said("whether and when Windows prints what it took")

    def __init__(self, address: Address) -> None:
        super().__init__(0.0)  # until it is opened
        self._name = place_of(
            address, said("the printer's name as Windows shows it is missing, as windows:POS-80")
        )
        self._address = address.text

    def open(self, ends: float) -> "Windows":  # noqa: ARG002 (a Driver's)
        """Itself: the spooler is reached when something is sent."""
        return self

    def send(self, data: bytes) -> None:
        """Hand over one slip. Raises Unreachable, NotInstalled or Interrupted."""
        if sys.platform != "win32":
            raise NotInstalled(address=self._address, what="Windows itself")
        import win32print

        kind: type[Interrupted | Unreachable] = Unreachable
        try:
            handle = win32print.OpenPrinter(self._name)
            try:
                win32print.StartDocPrinter(handle, 1, ("Phiếu", None, "RAW"))
                win32print.StartPagePrinter(handle)
                kind = Interrupted  # from here on the spooler may have begun to print
                win32print.WritePrinter(handle, data)
                win32print.EndPagePrinter(handle)
                win32print.EndDocPrinter(handle)
            finally:
                win32print.ClosePrinter(handle)
        except win32print.error as error:
            raise kind(address=self._address, why=error) from error
