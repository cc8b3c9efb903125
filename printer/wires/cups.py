"""A queue of CUPS that passes bytes on as they are: `cups:NAME`."""

import os
import subprocess
from typing import ClassVar

from printer.errors import Interrupted, NotInstalled, Unreachable
from printer.wires.address import Address
from printer.wires.line import Line, place_of
from printer.words import said
from words import Text

TOO_LONG = said("lp takes too long")
WHY = {  # what lp says, as far as it is known
    "does not exist": said("no such queue, or CUPS does not run"),
    "not accepting": said("the queue rejects (cupsaccept)"),
}


class Cups(Line):
    """Hands a slip to `lp`. When it is printed, and whether, only CUPS knows."""

    cannot_know: ClassVar[Text] = said("whether and when CUPS prints what it took")

    def __init__(self, address: Address) -> None:
        super().__init__(0.0)  # until it is opened
        self._queue = place_of(
            address, said("the queue's name is missing, as in cups:slips (see lpstat -p)")
        )
        self._address = address.text

    def open(self, ends: float) -> "Cups":
        """Itself: CUPS is reached when something is sent."""
        self.ends = ends
        return self

    def send(self, data: bytes) -> None:
        """Hand over one slip. Raises Unreachable, Interrupted or NotInstalled."""
        command = ["lp", "-s", "-d", self._queue, "-o", "raw"]
        plainly = os.environ | {"LC_ALL": "C.UTF-8"}  # else its words are in the system's language
        try:
            done = subprocess.run(  # noqa: S603 (the name cannot be an option)
                command,
                input=data,
                capture_output=True,
                timeout=self.left_s,
                check=False,
                env=plainly,
            )
        except FileNotFoundError as error:
            raise NotInstalled(address=self._address, what="cups-client") from error
        except subprocess.TimeoutExpired as error:
            raise Interrupted(address=self._address, why=TOO_LONG) from error
        if done.returncode:
            words = done.stderr.decode(errors="replace").strip()
            why = next((said for part, said in WHY.items() if part in words), words)
            raise Unreachable(address=self._address, why=why)
