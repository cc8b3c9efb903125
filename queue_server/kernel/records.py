"""How a frozen dataclass lies in a table: each field is a column of its name."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, get_args, get_type_hints

from queue_server.kernel import rows
from queue_server.kernel.interface import Row

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
Change = Callable[[Any], Any]


class Kept(NamedTuple):
    """How values of a type are kept: into the column, and out of it."""

    into: Change
    out: Change


KEPT: Mapping[type, Kept] = {
    datetime: Kept(rows.ms, rows.moment),
    date: Kept(date.isoformat, date.fromisoformat),
    bool: Kept(int, bool),
}


class Record(Generic[T]):
    """A kind of thing of which a table keeps one row each, in a hall under a key.

    Moments are kept as epoch milliseconds, days as ISO texts, an enum by its value, yes and no as
    1 and 0, and everything else as it is. What is `fixed` never changes. A later field needs a
    default and a column.
    """

    def __init__(
        self, kind: type[T], table: str, key: Sequence[str], fixed: Collection[str] = ()
    ) -> None:
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        self._kind, self._names, self._values = kind, names, attrgetter(*names)
        kinds = [(name, _kind_of(hints[name])) for name in names]
        self._changed = [(name, *kept) for name, it in kinds if (kept := _kept(it))]
        # An index over what is set is written anew, even when nothing in it changes.
        changing = [it for it in names if it not in key and it not in fixed]
        changes = ", ".join(f"{it} = excluded.{it}" for it in changing)
        self.save = (
            f"INSERT INTO {table} (hall_id, {', '.join(names)})\n"
            f"VALUES (:hall, {', '.join(f':{it}' for it in names)})\n"
            f"ON CONFLICT (hall_id, {', '.join(key)}) DO UPDATE SET {changes}"
        )

    def params(self, it: T) -> dict[str, Any]:
        """The parameters of `save`, but for the hall."""
        params = dict(zip(self._names, self._values(it), strict=True))
        for name, into, _ in self._changed:
            if (value := params[name]) is not None:
                params[name] = into(value)
        return params

    def of(self, row: Row) -> T:
        """What a row keeps."""
        facts = {name: row[name] for name in self._names}
        for name, _, out in self._changed:
            if (value := facts[name]) is not None:
                facts[name] = out(value)
        return self._kind(**facts)


def _kind_of(hint: Any) -> type:
    """The type of a field, or of what it holds when that may also be None."""
    [kind] = [it for it in get_args(hint) or [hint] if it is not NoneType]
    assert isinstance(kind, type), hint
    return kind


def _kept(kind: type) -> Kept | None:
    """How values of a type are kept; None when as they are."""
    return Kept(attrgetter("value"), kind) if issubclass(kind, Enum) else KEPT.get(kind)
