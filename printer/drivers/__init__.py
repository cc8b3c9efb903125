"""Ways to reach a printer. A new one is one file and one row."""

from collections.abc import Callable, Mapping
from typing import Protocol

from printer.address import Address
from printer.drivers.file import File
from printer.drivers.memory import Memory
from printer.drivers.network import Network
from printer.errors import BadAddress
from printer.status import Status


class Driver(Protocol):
    """A way to reach one printer. It moves bytes and knows nothing of slips."""

    def send(self, data: bytes) -> None:
        """Hand over one whole slip.

        Raises Unreachable (then nothing was printed) or Interrupted (then nobody knows).
        """

    def status(self) -> Status:
        """How the printer stands; unknown where nothing can be asked. Raises Unreachable."""


DRIVERS: Mapping[str, Callable[[Address], Driver]] = {
    "tcp": Network,
    "file": File,
    "memory": Memory,
}


def driver_for(address: Address) -> Driver:
    """The driver of an address. Raises BadAddress."""
    if address.scheme not in DRIVERS:
        known = ", ".join(f"{scheme}:" for scheme in DRIVERS)
        raise BadAddress(
            address=address.text,
            problem_vi=f"phải bắt đầu bằng một trong {known}.",
            problem_en=f"it must start with one of {known}.",
        )
    return DRIVERS[address.scheme](address)
