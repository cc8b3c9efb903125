"""What is live of a hall, held in memory: who is here and in which order, and how counters stand.

It is read from the tables once; then each change is made here and in the tables (see loading for
what another process changed). Whatever has ended is history and stays in the database.
"""

from collections import deque
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    MutableMapping,
    Sequence,
)
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from sortedcontainers import SortedList

from queue_server.domain.calling import Key, order_key
from queue_server.domain.counters import Desk
from queue_server.domain.floor import Floor
from queue_server.domain.tickets import AT_COUNTER, ENDED, State, Ticket
from queue_server.store.interface import Recorded

K = TypeVar("K")
V = TypeVar("V")
DAY = timedelta(days=1)
RECENT = 1000  # events that are kept for screens; older ones are read from the journal
_NOTHING: Any = object()


class Head(NamedTuple):
    """The hall's own row: where its journal stands, and what was counted last."""

    epoch: int = 1
    seq: int = 0
    chain: str = ""
    floor_digest: str = ""
    last_ticket_id: int = 0
    last_key_ms: int = 0
    believed_ms: int = 0


class Image:
    """A hall as it is now. Only one at a time may look at it or change it.

    What is changed can be taken back, to a mark, until it is kept.
    """

    def __init__(self, head: Head, floor: Floor) -> None:
        self.head = head
        self.floor = floor
        self.tickets: dict[int, Ticket] = {}  # of everybody who has not left, of every day
        self.not_in_line: dict[int, Ticket] = {}  # those of them who are called, served or held
        self.at_counter: dict[str, int] = {}
        self.desks: dict[str, Desk] = {}
        self.series: dict[tuple[date, str], int] = {}  # as far as somebody asked
        self.kept: dict[Hashable, Any] = {}  # what capabilities keep at hand
        self.memo = Memo()
        self.recent: deque[Recorded] = deque(maxlen=RECENT)
        self._lines: dict[date, dict[tuple[str, bool], SortedList[Key]]] = {}
        self._undo: list[Callable[[], object]] = []

    def line(self, day: date, service_id: str, *, privileged: bool) -> Sequence[Key]:
        """Who waits for a service on a day, of one class, in order."""
        found: Sequence[Key] = self._lines.get(day, {}).get((service_id, privileged), ())
        return found

    def lines(self, day: date) -> Iterator[tuple[str, bool, Sequence[Key]]]:
        """Every line of a day in which somebody waits: service, whether privileged, places."""
        for (service_id, privileged), line in sorted(self._lines.get(day, {}).items()):
            yield service_id, privileged, line

    def put_ticket(self, ticket: Ticket) -> None:
        """A ticket is new, or as it is now."""
        before = self.tickets.get(ticket.id)
        self.replace(before, ticket)
        self._undo.append(lambda: self.replace(ticket, before))

    def put_desk(self, desk: Desk) -> None:
        """How a counter stands now."""
        self.put(self.desks, desk.counter_id, desk)
        self._change_at(desk.counter_id)
        self._undo.append(lambda: self._change_at(desk.counter_id))

    def put(self, kept: MutableMapping[K, V], key: K, value: V) -> None:
        """Change one of the mappings of this image."""
        before = kept.get(key, _NOTHING)
        kept[key] = value
        self._undo.append(
            lambda: kept.pop(key, None) if before is _NOTHING else kept.update({key: before})
        )

    def move(self, **changes: Any) -> None:
        """Change the head."""
        before = self.head
        self.head = before._replace(**changes)
        self._undo.append(lambda: setattr(self, "head", before))

    def furnish(self, floor: Floor) -> None:
        """The hall has new data."""
        before = self.floor
        self._furnish(floor)
        self._undo.append(lambda: self._furnish(before))

    def forget_series_before(self, day: date) -> None:
        """Of days that are over nobody asks."""
        for kept in [it for it in self.series if it[0] < day - DAY]:
            del self.series[kept]

    def mark(self) -> int:
        """What has been changed until now; see `take_back`."""
        return len(self._undo)

    def take_back(self, mark: int) -> None:
        """Whatever was changed since a mark is as it was then."""
        while len(self._undo) > mark:
            self._undo.pop()()

    def keep(self, events: Iterable[Recorded]) -> None:
        """What was changed is on disk, and these events with it."""
        self._undo.clear()
        self.recent.extend(events)

    def events_since(self, seq: int) -> list[Recorded] | None:
        """The newest events after a version; None when they are not all kept here."""
        if seq >= self.head.seq:
            return []
        if not self.recent or self.recent[0].seq > seq + 1:
            return None
        newest = self.head.seq - seq
        return list(self.recent)[-newest:]

    def _furnish(self, floor: Floor) -> None:
        self.floor = floor
        self.memo.clear()

    def _change_at(self, counter_id: str) -> None:
        self.memo.change(self.floor.counter(counter_id).service_ids)

    def replace(self, before: Ticket | None, after: Ticket | None) -> None:
        """A ticket as it was and as it is, for good: None when it was not or is no more."""
        if before is None and after is not None and self._comes_last(after):
            self.memo.change(((after.service_id, after.privileged),))
        else:
            self._change_lines(before, after)
        if before is not None and before.state not in ENDED:
            self._take_out(before)
        if after is not None and after.state not in ENDED:
            self._take_in(after)

    def _comes_last(self, ticket: Ticket) -> bool:
        """Does somebody join a line behind all others of their class?"""
        line = self.line(ticket.day, ticket.service_id, privileged=ticket.privileged)
        is_last = not line or order_key(ticket) > line[-1]
        return ticket.state is State.WAITING and is_last

    def _change_lines(self, *tickets: Ticket | None) -> None:
        for it in tickets:
            if it is not None:
                self.memo.change((it.service_id,))
                if it.counter_id:
                    self._change_at(it.counter_id)

    def _take_in(self, ticket: Ticket) -> None:
        self.tickets[ticket.id] = ticket
        if ticket.state is State.WAITING:
            lines = self._lines.setdefault(ticket.day, {})
            line = lines.setdefault((ticket.service_id, ticket.privileged), SortedList())
            line.add(order_key(ticket))
            return
        self.not_in_line[ticket.id] = ticket
        if ticket.state in AT_COUNTER and ticket.counter_id:
            self.at_counter[ticket.counter_id] = ticket.id

    def _take_out(self, ticket: Ticket) -> None:
        del self.tickets[ticket.id]
        if ticket.state is State.WAITING:
            lines = self._lines[ticket.day]
            line = lines[ticket.service_id, ticket.privileged]
            line.remove(order_key(ticket))
            if not line:
                del lines[ticket.service_id, ticket.privileged]
            if not lines:
                del self._lines[ticket.day]
            return
        del self.not_in_line[ticket.id]
        if self.at_counter.get(ticket.counter_id or "") == ticket.id:
            del self.at_counter[ticket.counter_id or ""]


Part = str | tuple[str, bool]  # a service's line; or only who comes last in it, of one class


class Memo:
    """Values by key, each worked out from some parts of the lines at some time (a day, a moment):
    a change of any of these parts ends it, and so does another time.
    """

    def __init__(self) -> None:
        self._now = 0
        self._changed: dict[Part, int] = {}
        self._values: dict[Hashable, tuple[int, object, Collection[Part], Any]] = {}

    def get(self, key: Hashable, at: object) -> Any:
        """A value that still holds; else None."""
        found = self._values.get(key)
        if found is None or found[1] != at:
            return None
        made, _, parts, value = found
        return value if all(self._changed.get(it, 0) <= made for it in parts) else None

    def put(self, key: Hashable, at: object, value: Any, parts: Collection[Part]) -> None:
        """Keep what was worked out from these parts of the lines as they are now."""
        self._values[key] = self._now, at, parts, value

    def change(self, parts: Iterable[Part]) -> None:
        """Something changed in these lines or at counters that serve them; or in their ends."""
        self._now += 1
        self._changed.update(dict.fromkeys(parts, self._now))

    def clear(self) -> None:
        """Everything may have changed."""
        self._values.clear()
