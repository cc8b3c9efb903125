"""Every connection has a place, a time until when it must have done something, and a rank.

When all places are taken the lowest of the strangers goes: who says nothing before who is half
said, and that before who waits for an answer or listens. Known devices keep theirs.
"""

import logging
import socket
import struct
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from itertools import islice
from typing import Protocol

import gevent

from queue_server.kernel.limits import house

FIRST_BYTE_S = 15.0
BETWEEN_S = 60.0  # two requests of a stranger on one connection
BETWEEN_KNOWN_S = 300.0
REQUEST_S = 15.0  # from the first byte of a request to the last
WRITING_S = 30.0  # a piece of an answer that nobody reads
FOR_EVER_S = float("inf")
LOOK_S = 1.0
KNOWN = 1000  # connections of devices and staff, beside those of strangers
AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: forget what nobody reads
log = logging.getLogger("luot.realtime")


class Rank(IntEnum):
    """What a connection does; the lowest goes first."""

    SILENT = 0
    ASKING = 1
    ANSWERED = 2
    LISTENING = 3


class TakesOver(Protocol):
    """Whoever writes to many connections, and to whom one is handed after its answer's beginning.

    `sock` never waits: what cannot be written at once raises BlockingIOError. `place` is its place,
    to be left at the end. `is_chunked` says whether each piece must be a chunk of HTTP/1.1.
    """

    def __call__(self, sock: socket.socket, place: "Place", *, is_chunked: bool) -> None:
        """Take it."""


class Place:
    """The place of one connection. `handed_to` goes on with it after what is answered now."""

    __slots__ = ("_places", "_sock", "handed_to", "house", "is_known", "is_over", "rank", "until")

    def __init__(self, places: "Places", sock: socket.socket, address: str) -> None:
        self._places, self._sock = places, sock
        self.house = house(address)
        self.rank, self.until = Rank.SILENT, time.monotonic() + FIRST_BYTE_S
        self.is_known = self.is_over = False
        self.handed_to: TakesOver | None = None

    def waits(self) -> None:
        """It may say something, or nothing for a while."""
        between = BETWEEN_KNOWN_S if self.is_known else BETWEEN_S
        self._becomes(Rank.SILENT, between if self.rank > Rank.SILENT else FIRST_BYTE_S)

    def asks(self) -> None:
        """It began to say something."""
        self._becomes(Rank.ASKING, REQUEST_S)

    def is_answered(self) -> None:
        """All was said; as long as the answer takes nobody counts."""
        self._becomes(Rank.ANSWERED, FOR_EVER_S)

    def listens(self, sock: socket.socket | None = None) -> None:
        """It hears whatever comes, for hours; from now on with `sock`, if it has another one."""
        self._sock = sock or self._sock
        self._becomes(Rank.LISTENING, FOR_EVER_S)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """While a piece is written: whoever does not read it in time is dropped."""
        before, self.until = self.until, time.monotonic() + WRITING_S
        try:
            yield
        finally:
            self.until = before

    def know(self, is_known: bool) -> None:
        """Say whether it is a device's or a member of staff's, as far as there are places kept."""
        if is_known != self.is_known and not self.is_over:
            self._places.know(self, is_known)

    def left(self) -> None:
        """The connection has ended. Twice is once."""
        self._places.leave(self)

    def drop(self) -> None:
        """End the connection: whatever waits for it wakes up and finds it gone."""
        self.left()
        with suppress(OSError):
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            self._sock.shutdown(socket.SHUT_RDWR)

    def _becomes(self, rank: Rank, within_s: float) -> None:
        if not self.is_over:
            self._places.move(self, rank)
        self.until = time.monotonic() + within_s


class Ranks:
    """Places by rank, in each the one that came to it first before the others."""

    def __init__(self) -> None:
        self._by_rank: tuple[dict[Place, None], ...] = tuple({} for _ in Rank)

    def __len__(self) -> int:
        return sum(len(places) for places in self._by_rank)

    def __iter__(self) -> Iterator[Place]:
        return (place for places in self._by_rank for place in places)

    def add(self, place: Place) -> None:
        """Put it behind the others of its rank."""
        self._by_rank[place.rank][place] = None

    def remove(self, place: Place) -> None:
        """Take it away, if it is here."""
        self._by_rank[place.rank].pop(place, None)


class Places:
    """The places of a server. `proxies` are addresses that stand for many callers."""

    def __init__(self, most: int, most_each: int, proxies: frozenset[str] = frozenset()) -> None:
        self._most, self._most_each, self._proxies = most, most_each, proxies
        self._known, self._strangers = Ranks(), Ranks()
        self._houses: dict[str, Ranks] = {}

    def __len__(self) -> int:
        return len(self._known) + len(self._strangers)

    def take(self, sock: socket.socket, address: str) -> Place:
        """A place for a new connection; if need be the lowest stranger's."""
        place = Place(self, sock, "" if address in self._proxies else address)
        if len(self._strangers) >= self._most:
            self.make_room()
        neighbours = self._houses.get(place.house, ())
        if len(neighbours) >= self._most_each:
            _drop_lowest(neighbours)
        self._add(place)
        return place

    def make_room(self) -> None:
        """Drop the lowest stranger."""
        log.warning("all %d places for strangers are taken: who waited longest goes", self._most)
        _drop_lowest(self._strangers)

    def leave(self, place: Place) -> None:
        """The connection has ended. Twice is once."""
        self._remove(place)
        place.is_over = True

    def move(self, place: Place, rank: Rank) -> None:
        """It does something else from now on."""
        self._remove(place)
        place.rank = rank
        self._add(place)

    def know(self, place: Place, is_known: bool) -> None:
        """Move it to those whose places are kept, or away from them."""
        if is_known and len(self._known) >= KNOWN:
            return
        self._remove(place)
        place.is_known = is_known
        self._add(place)

    def watch(self) -> None:
        """Drop for ever whoever did not do in time what was awaited."""
        while True:
            gevent.sleep(LOOK_S)
            try:
                self.drop_late()
            except Exception:
                log.exception("late connections were not dropped this time")

    def drop_late(self) -> None:
        """Drop whoever is late now."""
        now = time.monotonic()
        for place in [p for ranks in (self._known, self._strangers) for p in ranks]:
            if place.until < now:
                place.drop()

    def _add(self, place: Place) -> None:
        if place.is_known:
            self._known.add(place)
            return
        self._strangers.add(place)
        if place.house:
            self._houses.setdefault(place.house, Ranks()).add(place)

    def _remove(self, place: Place) -> None:
        self._known.remove(place)
        self._strangers.remove(place)
        neighbours = self._houses.get(place.house)
        if neighbours is not None:
            neighbours.remove(place)
            if not neighbours:
                del self._houses[place.house]


def _drop_lowest(places: Iterable[Place]) -> None:
    for place in islice(places, 1):
        place.drop()
