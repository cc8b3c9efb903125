"""The hall in the database, for an errand that ends."""

from collections.abc import Iterator
from contextlib import contextmanager

import queue_server.app  # noqa: F401  # a hall is opened by whoever knows all its capabilities
from queue_server.kernel.clock import Clock
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.settings import Settings
from queue_server.kernel.store import which_hall


def halls_in(settings: Settings) -> list[str]:
    """The ids of the halls in the database of the settings."""
    store = open_store(settings.database, Clock(), settings.backups)
    try:
        return store.halls()
    finally:
        store.close()


@contextmanager
def opened(settings: Settings, hall_id: str | None = None) -> Iterator[Hall]:
    """A hall of the database, closed afterwards. Raises NoHall when it is not clear which."""
    clock = Clock(settings.clock, settings.clock_speed)
    store = open_store(settings.database, clock, settings.backups)
    try:
        yield Hall(store, hall_id or which_hall(store, settings.hall))
    finally:
        store.close()
