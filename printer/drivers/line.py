"""A line to one printer: bytes go out in order, and answers may come back."""

from types import TracebackType
from typing import ClassVar, Protocol, Self

from printer.address import Address


class Line(Protocol):
    """An open way to a printer. Every method gives up at the moment it was opened for.

    Errors: Unreachable when certainly nothing of what was sent arrived, else Interrupted.
    """

    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def send(self, data: bytes) -> None:
        """Hand over bytes."""

    def hear(self, within_s: float) -> bytes:
        """The next byte that comes back; nothing when none comes in time.

        Raises Interrupted when the printer hung up.
        """


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


class OneWay:
    """A line that only takes: what was written is handed over when the line is closed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to let go of."""

    def hear(self, within_s: float) -> bytes:  # noqa: ARG002 (a Line's)
        """Nothing ever comes back."""
        return b""
