"""Units of work that are committed together: how many at most, and how many there were."""

from bisect import bisect_left
from collections.abc import Iterator

MOST_AT_ONCE = 256
MOST_WAITING = 2048  # beyond this a caller is told to come again, so that memory stays flat
RETRY_AFTER_S = 2


class BatchSizes:
    """How many units shared a commit, counted in buckets; `units` is how many there were in all."""

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
