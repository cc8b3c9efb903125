"""Ways to reach a printer, or a sign. A new one is one file and one row."""

from collections.abc import Mapping

from printer.errors import BadAddress, Interrupted, Unreachable
from printer.wires.address import Address
from printer.wires.cups import Cups
from printer.wires.file import File
from printer.wires.line import Driver, Line
from printer.wires.memory import Memory
from printer.wires.network import Network
from printer.wires.serial import Serial
from printer.wires.usb import Usb
from printer.wires.windows import Windows
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

__all__ = [
    "DRIVERS",
    "Address",
    "BadAddress",
    "Driver",
    "Interrupted",
    "Line",
    "Unreachable",
    "driver_for",
]


def driver_for(address: Address) -> Driver:
    """The driver of an address. Raises BadAddress."""
    if address.scheme not in DRIVERS:
        known = ", ".join(f"{scheme}:" for scheme in DRIVERS)
        raise BadAddress(
            address=address.text,
            problem=said("it must start with one of {known}.").filled(known=known),
        )
    return DRIVERS[address.scheme](address)
