"""Whose turn it was at each call, worked out again from the journal by rules of our own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush

from proof.history import Happened
from proof.rules import RATIO

LEAVES = ("call", "cancel")
Place = tuple[str, bool, int]  # service, with a head start or without, order key


class Lines:
    """Who waits for what. A line is a heap, in which those who left are passed over."""

    def __init__(self) -> None:
        self._places: dict[int, Place] = {}
        self._waiting: set[int] = set()
        self._heaps: dict[tuple[str, bool], list[tuple[int, int]]] = defaultdict(list)

    def waits(self, ticket: int) -> bool:
        return ticket in self._waiting

    def joins(self, ticket: int, place: Place) -> None:
        service, privileged, key = place
        self._places[ticket] = place
        self._waiting.add(ticket)
        heappush(self._heaps[service, privileged], (key, ticket))

    def moves(self, event: Happened) -> None:
        """Let somebody join the line, leave it, or wait elsewhere."""
        ticket = event.ticket
        if event.what == "issue":
            self.joins(ticket, (event.service, event.privileged, event.key_at))
        elif event.what == "return":
            self.joins(ticket, (self._places[ticket][0], event.privileged, event.key_at))
        elif event.what == "transfer":
            self.joins(ticket, (event.service, *self._places[ticket][1:]))
        elif event.what in LEAVES:
            self._waiting.discard(ticket)

    def head(self, services: Iterable[str], *, privileged: bool) -> tuple[int, int] | None:
        """The earliest of one class: order key and ticket."""
        heads = (self._first(service, privileged) for service in services)
        return min((head for head in heads if head is not None), default=None)

    def _first(self, service: str, privileged: bool) -> tuple[int, int] | None:
        heap = self._heaps[service, privileged]
        while heap:
            key, ticket = heap[0]
            if ticket in self._waiting and self._places[ticket] == (service, privileged, key):
                return heap[0]
            heappop(heap)
        return None


def out_of_turn(events: Iterable[Happened], serves: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The calls of somebody who was not due, or did not wait. `serves`: of each counter."""
    lines, runs = Lines(), dict.fromkeys(serves, 0)
    for event in events:
        if event.what == "call":
            due, runs[event.counter] = _due(lines, serves[event.counter], runs[event.counter])
            if not lines.waits(event.ticket):
                yield f"event {event.place}: ticket {event.ticket} was called and did not wait"
            elif due != event.ticket:
                yield f"event {event.place}: ticket {event.ticket} was called, {due} was due"
        lines.moves(event)


def _due(lines: Lines, services: tuple[str, ...], run: int) -> tuple[int | None, int]:
    """Who is due, and how many with a head start the counter has then called in a row."""
    regular = lines.head(services, privileged=False)
    privileged = lines.head(services, privileged=True)
    if privileged is None:
        return (None, run) if regular is None else (regular[1], 0)
    if regular is None:
        return privileged[1], run
    if privileged < regular and run < RATIO:
        return privileged[1], run + 1
    return regular[1], 0
