"""What was worked out from lines and counters, kept as long as these stay as they were."""

from collections.abc import Collection, Hashable, Iterable
from typing import Any


class Memo:
    """Values by key, each of some services; a change at any of them ends it."""

    def __init__(self) -> None:
        self._now = 0
        self._changed: dict[str, int] = {}
        self._values: dict[Hashable, tuple[int, Collection[str], Any]] = {}

    def get(self, key: Hashable) -> Any:
        """A value that still holds; else None."""
        found = self._values.get(key)
        if found is None:
            return None
        made, services, value = found
        return value if all(self._changed.get(it, 0) <= made for it in services) else None

    def put(self, key: Hashable, value: Any, services: Collection[str]) -> None:
        """Keep what was worked out from the lines of these services as they are now."""
        self._values[key] = self._now, services, value

    def change(self, services: Iterable[str]) -> None:
        """Something changed in these lines, or at counters that serve them."""
        self._now += 1
        self._changed.update(dict.fromkeys(services, self._now))

    def clear(self) -> None:
        """Everything may have changed."""
        self._values.clear()
