"""Ways to reach a printer. A new one is one file and one row."""

from collections.abc import Mapping

from printer.address import Address
from printer.drivers.cups import Cups
from printer.drivers.file import File
from printer.drivers.line import Driver, Line
from printer.drivers.memory import Memory
from printer.drivers.network import Network
from printer.drivers.serial import Serial
from printer.drivers.usb import Usb
from printer.drivers.windows import Windows
from printer.errors import BadAddress
from printer.words import said

DRIVERS: Mapping[str, type[Driver]] = {
    "tcp": Network,
    "file": File,
    "usb": Usb,
    "serial": Serial,
    "cups": Cups,
    "windows": Windows,
    "memory": Memory,
}

__all__ = ["DRIVERS", "Driver", "Line", "driver_for"]


def driver_for(address: Address) -> Driver:
    """The driver of an address. Raises BadAddress."""
    if address.scheme not in DRIVERS:
        known = ", ".join(f"{scheme}:" for scheme in DRIVERS)
        raise BadAddress(
            address=address.text,
            problem=said("it must start with one of {known}.").filled(known=known),
        )
    return DRIVERS[address.scheme](address)
