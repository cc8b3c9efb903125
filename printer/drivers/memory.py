"""A printer without paper: what was sent stays in memory, for tests and examples."""

from typing import ClassVar

from printer.address import Address
from printer.status import UNKNOWN, Status


class Memory:
    """Keeps every slip in `sent`, shared by all of an address."""

    sent: ClassVar[dict[str, list[bytes]]] = {}

    def __init__(self, address: Address) -> None:
        self._address = address.text

    def send(self, data: bytes) -> None:
        """Keep one slip."""
        self.sent.setdefault(self._address, []).append(data)

    def status(self) -> Status:
        """Unknown: there is no printer."""
        return UNKNOWN
