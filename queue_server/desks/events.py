"""What happened to counters."""

from dataclasses import dataclass

from queue_server.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterEvent(Event):
    """Something that happened to a counter."""

    counter_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterOpened(CounterEvent):
    """A counter may call. `sits`: whoever opened it sits there, whoever did before."""

    sits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterPaused(CounterEvent):
    """The clerk stepped away for a while; `reason` is one of the hall's list."""

    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterClosed(CounterEvent):
    """The counter calls nobody until it is opened again."""
