"""What changed on the board since it was last told: one compact message per event.

A message stays small however many wait: it says at which places of a line somebody left or came in
(see moves), and the wait at a few places. The whole order is in the snapshot only.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from queue_server.desks.events import CounterEvent
from queue_server.estimates.queries import Lines
from queue_server.hall.events import FloorImported
from queue_server.hall.tables import floor_of
from queue_server.kernel.interface import Recorded
from queue_server.kernel.view import View
from queue_server.kernel.view_models import UNSET, Unsaid, ViewModel
from queue_server.screens.board import BoardCall, BoardLine, BoardSnapshot, call, line_fields
from queue_server.screens.moves import Standing, moves
from queue_server.turns.events import TicketEvent, TicketIssued
from queue_server.turns.rules.calling import order_key
from queue_server.turns.rules.tickets import State, Ticket
from queue_server.turns.tables import Tickets


class Came(ViewModel, kw_only=True):
    """Somebody came into a line, at this place as it is counted after it."""

    place: int
    number: str


class MovedLine(BoardLine, kw_only=True):
    """A line that may have changed, and how its people moved since the version `since`.

    `left` are the places that fell out, as they were counted then. `moved` stands for the three
    when they would not say it: whoever must know asks again.
    """

    since: Unsaid[int] = UNSET
    left: Unsaid[Sequence[int]] = UNSET
    came: Unsaid[Sequence[Came]] = UNSET
    moved: Unsaid[bool] = UNSET


class BoardMessage(ViewModel, kw_only=True):
    """What one event changed. After new data of the hall (`anew`) only a snapshot is right."""

    version: int
    calls: Sequence[BoardCall]
    queues: dict[str, MovedLine]
    anew: Unsaid[bool] = UNSET


class CaughtUp(ViewModel, kw_only=True):
    """What a screen missed: `messages`, or the whole board (`snapshot`) when that is simpler.

    `refused`: it cannot be said now, for the reason of this code; ask again later.
    """

    messages: Unsaid[Sequence[BoardMessage]] = UNSET
    snapshot: Unsaid[BoardSnapshot] = UNSET
    refused: Unsaid[str] = UNSET


class Told(NamedTuple):
    """What screens were told: up to which version, and how people stood in each line then."""

    version: int
    standings: Mapping[str, Standing]


def told_all(view: View) -> Told:
    """As if everything had just been told."""
    lines = Lines(view)
    return Told(view.version, {s.id: _standing(lines, s.id) for s in lines.services()})


def messages(view: View, told: Told) -> tuple[list[BoardMessage], Told]:
    """One message per event that has not been told, and what has been told after them.

    Each says how things are *now*, so a board that has them all is right; the last change of a
    service carries its line.
    """
    events = view.events_since(told.version)
    if not events:
        return [], told
    telling = _Telling(view, told, [_ticket(view, it) for it in events])
    said: set[str] = set()
    out = []
    for recorded, ticket in reversed(list(zip(events, telling.tickets, strict=True))):
        fresh = _services(view, recorded, ticket) - said
        said |= fresh
        out.append(telling.message(recorded, ticket, sorted(fresh)))
    if any(message.anew for message in out):
        return out[::-1], told_all(view)._replace(version=events[-1].seq)
    return out[::-1], Told(events[-1].seq, {**told.standings, **telling.standings})


class _Telling:
    """One round of messages, about these tickets."""

    def __init__(self, view: View, told: Told, tickets: Sequence[Ticket | None]) -> None:
        self._view = view
        self._told = told
        self._lines = Lines(view)
        self.tickets = tickets
        self._touched = {it.id: it for it in tickets if it is not None}
        self.standings: dict[str, Standing] = {}

    def message(
        self, recorded: Recorded, ticket: Ticket | None, services: Sequence[str]
    ) -> BoardMessage:
        is_news = ticket is not None and not isinstance(recorded.event, TicketIssued)
        return BoardMessage(
            version=recorded.seq,
            calls=[call(self._view, ticket)] if ticket and is_news else [],
            queues={service: self._queue(service) for service in services},
            anew=isinstance(recorded.event, FloorImported) or UNSET,
        )

    def _queue(self, service_id: str) -> MovedLine:
        line = line_fields(self._lines, service_id)
        after = self.standings[service_id] = _standing(self._lines, service_id)
        before = self._told.standings.get(service_id)
        far = self._far(service_id, after)
        how = moves(before, after, self._touched.keys(), far) if before else None
        if how is None:
            return MovedLine(moved=True, **line)
        came = [Came(place=place, number=self._touched[who].number) for place, who in how.came]
        return MovedLine(since=self._told.version, left=how.left, came=came, **line)

    def _far(self, service_id: str, after: Standing) -> dict[int, int]:
        """Of those to whom something happened: who waits behind the first, and at which place."""
        if after.is_whole:
            return {}
        played = self._lines.forecast(service_id)
        return {
            it.id: played.place_of(service_id, order_key(it), it.category).ahead
            for it in self._touched.values()
            if it.state is State.WAITING
            and it.service_id in played.called
            and it.id not in played.places
        }


def _standing(lines: Lines, service_id: str) -> Standing:
    played = lines.forecast(service_id)
    first = played.called[service_id]
    return Standing(first=first, is_whole=played.is_whole, waiting=played.waiting)


def _ticket(view: View, recorded: Recorded) -> Ticket | None:
    event = recorded.event
    return Tickets(view).ticket(event.ticket_id) if isinstance(event, TicketEvent) else None


def _services(view: View, recorded: Recorded, ticket: Ticket | None) -> set[str]:
    """The services whose line an event may have changed."""
    event = recorded.event
    if isinstance(event, CounterEvent):
        return floor_of(view).sharing_counters(floor_of(view).counter(event.counter_id).service_ids)
    if ticket is None:
        return set()
    left = getattr(event, "left_service_id", None) or ticket.service_id
    return floor_of(view).sharing_counters({ticket.service_id, left})
