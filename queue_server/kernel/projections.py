"""What follows from an event, in memory and in tables: a capability says it of its own."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from queue_server.kernel.events import Event

Params = Mapping[str, object]
Projection = Callable[[Any], Params]
Reducer = Callable[[Any, Any], object]  # of a transaction and an event: what changed
F = TypeVar("F", bound=Projection)
R = TypeVar("R", bound=Reducer)
_projections: dict[type[Event], list[tuple[str, Projection]]] = defaultdict(list)
_reducers: dict[type[Event], Reducer] = {}
_order: list[str] = []


def of(kind: type[Event], statement: str) -> Callable[[F], F]:
    """Of each event of a kind a row is written by `statement`; the function gives its facts."""

    def remember(projection: F) -> F:
        _projections[kind].append((statement, projection))
        return projection

    return remember


def reduces(kind: type[Event]) -> Callable[[R], R]:
    """Each event of a kind or family changes the image as this function does; it may refuse."""

    def remember(reducer: R) -> R:
        _reducers[kind] = reducer
        return reducer

    return remember


def written_first(*statements: str) -> None:
    """Rows of these are written before those of capabilities that come later, which name them."""
    _order.extend(statements)


def in_order() -> Sequence[str]:
    """The statements whose rows come first, in order."""
    return _order


def rows_of(event: Event) -> Iterator[tuple[str, Params]]:
    """The rows that follow from an event: a statement and its parameters each."""
    for statement, projection in _projections.get(type(event), ()):
        yield statement, projection(event)


def reducer_of(kind: type[Event]) -> Reducer | None:
    """What an event of a kind changes; None when that is nothing in memory."""
    return next((_reducers[it] for it in kind.__mro__ if it in _reducers), None)
