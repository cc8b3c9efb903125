"""What engines and the rest of the kernel hand each other: rows, places, results, complaints."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from queue_server.kernel.events import Event
from queue_server.kernel.fault import Fault

T = TypeVar("T")
Row = Mapping[str, Any]
Place = tuple[str, str]  # where an answer is kept: the device and its idempotency key


class BadDatabase(Fault):
    """The database cannot be used as it is."""


class BadBackup(Fault):
    """A backup cannot be made or put back."""


class Copies(Protocol):
    """How one engine is copied while it runs, and a copy put back."""

    name: str
    ending: str

    def save(self, target: Path) -> None:
        """Write one consistent moment to a new file; presses go on meanwhile. Raises BadBackup."""

    def tried(self, backup: Path) -> AbstractContextManager[str]:
        """Put a backup into a database of its own; gives its address, throws it away after."""

    def put_back(self, backup: Path, ready: Callable[[str], None]) -> str:
        """Make a backup the database, after `ready(address)` has looked at it and set it up.

        Returns where what was there before is kept; empty when nothing was. When it raises
        BadBackup or whatever `ready` raises, what was there is as it was.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An event with its place in the hall's journal. `seq` is the hall's version after it."""

    epoch: int
    seq: int
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Generic[T]):
    """What a unit of work gave back, and the events it recorded, in order."""

    result: T
    events: tuple[Recorded, ...]


class Rows(Protocol):
    """One connection inside one transaction. Parameters are written `:name`."""

    def execute(self, statement: str, **params: object) -> Sequence[Row]:
        """Run one statement and return its rows."""


class WritableRows(Rows, Protocol):
    """One connection inside one transaction that writes."""

    def execute_many(self, statement: str, params: Sequence[Mapping[str, Any]]) -> None:
        """Run one statement for each of these parameters, in order."""
