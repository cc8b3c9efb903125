"""Units of work that are committed together: how many at most, and what each is answered."""

from collections.abc import Sequence
from typing import Any, Protocol

MOST_AT_ONCE = 256
MOST_WAITING = 2048  # beyond this a caller is told to come again, so that memory stays flat
RETRY_AFTER_S = 2


class Waits(Protocol):
    """Somebody who handed over a unit of work and waits for its answer."""

    def succeed(self, value: Any) -> None:
        """It is done, and on disk."""

    def fail(self, error: BaseException) -> None:
        """It was refused, or could not be done; nothing of it is kept."""


class Failed:
    """The answer of a unit that was rolled back alone."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def answer(units: Sequence[Waits], answers: Sequence[Any]) -> None:
    """Give each its answer, a value or Failed. Only after the commit that they share."""
    for unit, given in zip(units, answers, strict=True):
        unit.fail(given.error) if isinstance(given, Failed) else unit.succeed(given)
