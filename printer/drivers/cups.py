"""A queue of CUPS that passes bytes on as they are: `cups:NAME`."""

import subprocess
from typing import ClassVar

from printer.address import Address
from printer.drivers.line import Line, place_of
from printer.errors import Interrupted, NotInstalled, Unreachable


class Cups(Line):
    """Hands a slip to `lp`. When it is printed, and whether, only CUPS knows."""

    cannot_know: ClassVar[str] = "whether and when CUPS prints what it took"

    def __init__(self, address: Address) -> None:
        super().__init__(0.0)  # until it is opened
        self._queue = place_of(
            address,
            vi="thiếu tên hàng đợi, ví dụ cups:phieu (xem lpstat -p)",
            en="the queue's name is missing, as in cups:slips (see lpstat -p)",
        )
        self._address = address.text

    def open(self, ends: float) -> "Cups":
        """Itself: CUPS is reached when something is sent."""
        self.ends = ends
        return self

    def send(self, data: bytes) -> None:
        """Hand over one slip. Raises Unreachable, Interrupted or NotInstalled."""
        command = ["lp", "-s", "-d", self._queue, "-o", "raw"]
        try:
            done = subprocess.run(  # noqa: S603 (the name cannot be an option)
                command, input=data, capture_output=True, timeout=self.left_s, check=False
            )
        except FileNotFoundError as error:
            raise NotInstalled(address=self._address, what="cups-client") from error
        except subprocess.TimeoutExpired as error:
            raise Interrupted(address=self._address, why="lp takes too long") from error
        if done.returncode:
            why = done.stderr.decode(errors="replace").strip()
            raise Unreachable(address=self._address, why=why)
