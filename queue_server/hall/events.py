"""What happened to the hall as a whole: new data, and a time that was confirmed."""

from dataclasses import dataclass

from queue_server.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorImported(Event):
    """The hall's data was replaced; `digest` is the SHA-256 of what was imported."""

    digest: str
    services: int
    counters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeConfirmed(Event):
    """Somebody looked at a clock that was in doubt and says that it is right."""
