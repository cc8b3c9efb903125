"""What every engine promises: whole units of work in, durable results out."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from queue_server.kernel.fault import Fault
from queue_server.kernel.group_commit import BatchSizes
from queue_server.kernel.interface import Place, Written
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.kernel.words import said

T = TypeVar("T")


class NoHall(Fault):
    """The database holds no hall to serve, or several."""


class Store(Protocol):
    """A database that holds halls. `batches` counts how many units shared a commit."""

    batches: BatchSizes

    def write(
        self, hall_id: str, work: Callable[[Transaction], T], press: Place | None = None
    ) -> Written[T]:
        """Run a unit of work from first read to commit; when it returns, it is on disk.

        `press` is the device and key under which it will ask whether it was done before. Whatever
        `work` raises is raised here and nothing is kept.
        """

    def read(self, hall_id: str, work: Callable[[View], T]) -> T:
        """Show `work` one consistent moment of a hall."""

    def claim(self) -> None:
        """Say that this process serves the halls, before it does.

        Raises BadDatabase when another does and the engine bears only one.
        """

    def is_leader(self, hall_id: str) -> bool:
        """Is this process the one that does a hall's duties? At any time at most one is."""

    def halls(self) -> list[str]:
        """The ids of the halls in this database."""

    def close(self) -> None:
        """Finish what was accepted, then let go of the database."""


def which_hall(store: Store, wanted: str) -> str:
    """The hall to serve: the one that is named, or the only one. Raises NoHall."""
    halls = store.halls()
    named = ", ".join(halls)
    if not halls:
        raise NoHall(
            said("The database has no hall yet. First: python run.py import {folder}"),
            folder="halls/demo",
        )
    if wanted and wanted not in halls:
        raise NoHall(
            said("There is no hall {wanted!r} in the database. It has: {halls}."),
            wanted=wanted,
            halls=named,
        )
    if not wanted and len(halls) > 1:
        raise NoHall(
            said("The database has {many} halls. Set LUOT_HALL to one of: {halls}."),
            many=len(halls),
            halls=named,
        )
    return wanted or halls[0]
