"""Units of work that are committed together: how many at most, and what each is answered."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

MOST_AT_ONCE = 256
MOST_WAITING = 2048  # beyond this a caller is told to come again, so that memory stays flat
RETRY_AFTER_S = 2


class BatchSizes:
    """How many units shared a commit, counted in buckets; `units` is how many there were in all.

    Without a lock: a native thread may count while a greenlet reads, and each figure is one number.
    """

    BOUNDS = (1, 2, 4, 8, 16, 32, 64, 128, MOST_AT_ONCE)

    def __init__(self) -> None:
        self._counts = [0] * len(self.BOUNDS)
        self.units = 0

    def add(self, size: int) -> None:
        """A batch of 1 to MOST_AT_ONCE units was written."""
        self._counts[bisect_left(self.BOUNDS, size)] += 1
        self.units += size

    def by_bound(self) -> Iterator[tuple[int, int]]:
        """Each bound, and how many batches were as large and no larger."""
        return zip(self.BOUNDS, self._counts, strict=True)


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
