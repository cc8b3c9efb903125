"""A line to one printer: bytes go out in order, and answers may come back."""

from types import TracebackType
from typing import ClassVar, Protocol, Self

from printer.address import Address
from printer.errors import BadAddress


class Line:
    """An open way to a printer. Every method gives up at the moment it was opened for.

    Errors: Unreachable when certainly nothing of what was sent arrived, else Interrupted.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, data: bytes) -> None:
        """Hand over bytes."""
        raise NotImplementedError

    def hear(self, within_s: float) -> bytes:  # noqa: ARG002 (where nothing can come back)
        """The next byte that comes back; nothing when none comes in time.

        Raises Interrupted when the printer hung up.
        """
        return b""

    def close(self) -> None:
        """Let go of the printer."""


class Driver(Protocol):
    """A way to reach one printer. It moves bytes and knows nothing of slips.

    `hears` says whether answers can come back at all; `cannot_know` what stays unknown this way.
    """

    hears: ClassVar[bool]
    cannot_know: ClassVar[str]

    def __init__(self, address: Address) -> None:
        """Raises BadAddress; the printer itself is not touched."""

    def open(self, ends: float) -> Line:
        """A line that is given up at `ends` of the monotonic clock. Raises Unreachable."""


def place_of(address: Address, *, vi: str, en: str) -> str:
    """What stands after the scheme. Raises BadAddress, which says what is missing there."""
    if not address.place or address.place.startswith("-"):  # a command would take it for an option
        raise BadAddress(address=address.text, problem_vi=vi, problem_en=en)
    return address.place
