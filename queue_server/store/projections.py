"""Which rows follow from an event: a capability says it of its own tables."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from queue_server.domain.events import Event

Params = Mapping[str, object]
Projection = Callable[[Any], Params]
F = TypeVar("F", bound=Projection)
_of_kind: dict[type[Event], list[tuple[str, Projection]]] = defaultdict(list)


def of(kind: type[Event], statement: str) -> Callable[[F], F]:
    """Of each event of a kind a row is written by `statement`; the function gives its facts."""

    def remember(projection: F) -> F:
        _of_kind[kind].append((statement, projection))
        return projection

    return remember


def rows_of(event: Event) -> Iterator[tuple[str, Params]]:
    """The rows that follow from an event: a statement and its parameters each."""
    for statement, projection in _of_kind.get(type(event), ()):
        yield statement, projection(event)
