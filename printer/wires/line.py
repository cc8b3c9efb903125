"""A line to one printer: bytes go out in order, and answers may come back."""

import time
from abc import ABC, abstractmethod
from types import TracebackType
from typing import ClassVar, Protocol, Self

from printer.errors import BadAddress, Interrupted, Unreachable
from printer.wires.address import Address
from words import Text

OLD_ANSWERS = 1024  # bytes: more is no answer that came late but a device that never ends


class Line(ABC):
    """An open way to a printer, given up at `ends` of the monotonic clock.

    Errors: Unreachable when certainly nothing of all that was ever sent arrived, else Interrupted.
    """

    hears = False  # can answers come back at all?

    def __init__(self, ends: float) -> None:
        self.ends = ends

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self.drop()
        self.close()

    @property
    def left_s(self) -> float:
        """Seconds until it is given up; never quite none, which some systems take for no end."""
        return max(0.001, self.ends - time.monotonic())

    @abstractmethod
    def send(self, data: bytes) -> None:
        """Hand over bytes."""

    def hear(self, within_s: float) -> bytes:  # noqa: ARG002 (where nothing can come back)
        """The next byte that comes back; nothing when none comes in time.

        Raises Interrupted when the printer hung up.
        """
        return b""

    def forget(self) -> None:  # noqa: B027 (most lines have nothing to do)
        """Throw away what came unasked, such as an answer that came too late."""

    def settle(self) -> None:  # noqa: B027
        """Wait until the printer has taken what was sent; drop what it has not in good time."""

    def drop(self) -> None:  # noqa: B027
        """Throw away what the printer has not taken yet: it must never come out."""

    def close(self) -> None:  # noqa: B027
        """Let go of the printer, once it has what was sent."""


class Held(Line):
    """A line that is held open, and knows whether it is still clean: whether nothing was sent yet.

    Who fails after the first byte may have printed: so a line is never clean again, whichever of
    several sends it is that fails.
    """

    def __init__(self, address: str, ends: float) -> None:
        super().__init__(ends)
        self._address = address
        self._is_clean = True

    def forget(self) -> None:
        """Throw away what came unasked, byte by byte."""
        for _ in range(OLD_ANSWERS):
            if not self.hear(0):
                break

    def _broken(self, why: object) -> Interrupted | Unreachable:
        return (Unreachable if self._is_clean else Interrupted)(address=self._address, why=why)


class Driver(Protocol):
    """A way to reach one printer. It moves bytes and knows nothing of slips.

    `cannot_know` says what stays unknown this way.
    """

    cannot_know: ClassVar[Text]

    def __init__(self, address: Address) -> None:
        """Raises BadAddress; the printer itself is not touched."""

    def open(self, ends: float) -> Line:
        """A line that is given up at `ends` of the monotonic clock. Raises Unreachable."""


def place_of(address: Address, missing: Text) -> str:
    """What stands after the scheme. Raises BadAddress, which says what is missing there."""
    if not address.place or address.place.startswith("-"):  # a command would take it for an option
        raise BadAddress(address=address.text, problem=missing)
    return address.place
