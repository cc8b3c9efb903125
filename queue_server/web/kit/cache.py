"""What was found a moment ago and still holds: asking again costs no look into the memory."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
MOST = 10_000  # phones that ask at the same version; then all is forgotten


class Text(NamedTuple):
    """A JSON answer, and the ETag by which it is known."""

    text: str
    tag: str = ""


class Cache(Generic[T]):
    """Values by key, each for `longest_s` seconds of a clock, or until all are forgotten."""

    def __init__(self, longest_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._longest_s = longest_s
        self._clock = clock
        self._values: dict[Hashable, tuple[float, T]] = {}

    def get(self, key: Hashable, find: Callable[[], T]) -> T:
        """The value of a key, found again when it is too old. What `find` raises is not kept."""
        values, now = self._values, self._clock()
        found = values.get(key)
        if found is not None and abs(now - found[0]) < self._longest_s:
            return found[1]
        value = find()
        # Into the same dictionary: what was asked before all was forgotten is forgotten too.
        if len(values) >= MOST:
            values.clear()
        values[key] = now, value
        return value

    def forget(self) -> None:
        """Something changed: nothing holds any more."""
        self._values = {}
