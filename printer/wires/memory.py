"""A printer without paper: what was sent stays in memory, for tests and examples."""

from typing import ClassVar

from printer.wires.address import Address
from printer.wires.line import Line
from printer.words import said
from words import Text


class Memory(Line):
    """Keeps every slip in `sent`, shared by all of an address."""

    cannot_know: ClassVar[Text] = said("anything: there is no printer")
    sent: ClassVar[dict[str, list[bytes]]] = {}

    def __init__(self, address: Address) -> None:
        super().__init__(0.0)  # until it is opened
        self._address = address.text

    def open(self, ends: float) -> "Memory":  # noqa: ARG002 (a Driver's)
        """Itself."""
        return self

    def send(self, data: bytes) -> None:
        """Keep one slip."""
        self.sent.setdefault(self._address, []).append(data)
