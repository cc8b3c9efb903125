"""Rows that wait to be written together: one `executemany` per statement and commit."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

Params = Mapping[str, Any]


class Pending:
    """Rows by statement, in the order in which they came; of one key only the last."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Hashable, Params]] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, statement: str, params: Params) -> None:
        """One more row, after those that came before."""
        found = self._rows.setdefault(statement, {})
        found[len(found)] = params

    def put(self, statement: str, key: Hashable, params: Params) -> None:
        """The row of a key; what was to be written for it before is not."""
        self._rows.setdefault(statement, {})[key] = params

    def take_over(self, other: "Pending") -> None:
        """The rows of a unit of work that was done, after those of the units before it."""
        for statement, found in other._rows.items():
            mine = self._rows.setdefault(statement, {})
            for key, params in found.items():
                mine[len(mine) if isinstance(key, int) else key] = params

    def taken(self, order: Sequence[str]) -> Iterator[tuple[str, list[Params]]]:
        """Each statement with its rows, in an order that the tables' references allow, and those
        that are not in it last; none wait any more.
        """
        found, self._rows = self._rows, {}
        for statement in dict.fromkeys((*order, *found)):
            if statement in found:
                yield statement, list(found[statement].values())
