"""What the lobby's board shows."""

from collections.abc import Sequence
from typing import Any

from queue_server.estimates.queries import Lines
from queue_server.estimates.rules.ranges import Estimate, Knot, Prospect
from queue_server.hall.queries import opening
from queue_server.hall.tables import day_of, floor_of
from queue_server.hall.wording import local
from queue_server.kernel.view import View
from queue_server.kernel.view_models import UNSET, Moment, Unsaid, ViewModel
from queue_server.turns.rules import speech
from queue_server.turns.rules.tickets import AT_COUNTER, State, Ticket
from words import Text


class BoardCall(ViewModel, kw_only=True):
    """Somebody who is called or being served, and where; of others only how they stand.

    `at` is when they were called last, `times` how often, `spoken` the sentence that calls them.
    """

    number: str
    state: State
    service_id: str
    counter: Unsaid[int] = UNSET
    counter_name: Unsaid[Text] = UNSET
    at: Unsaid[Moment | None] = UNSET
    times: Unsaid[int] = UNSET
    spoken: Unsaid[Text] = UNSET


class BoardLine(ViewModel, kw_only=True):
    """A line as screens and phones need it; `estimate` is for somebody who joins it now.

    `waits` is the range for those before whom so many are called, `[ahead, low, high]` in minutes;
    between them it is a straight line. From `late_from` on today may not be long enough.
    """

    waiting: int
    estimate: Estimate | None
    waits: Sequence[Knot]
    prospect: Prospect
    late_from: int | None


class WholeLine(BoardLine, kw_only=True):
    """A line with everybody's number in order. `ahead` is left away when it is their place."""

    order: Sequence[str]
    ahead: Unsaid[Sequence[int]] = UNSET


class BoardService(ViewModel, kw_only=True):
    """What people queue for, as the board names it."""

    id: str
    prefix: str
    name: Text


class NamedHall(ViewModel, kw_only=True):
    """Whose board it is."""

    name: Text


class BoardSnapshot(ViewModel, kw_only=True):
    """The whole board at one version. It holds numbers and counters, never a person."""

    version: int
    epoch: int
    hall: NamedHall
    is_open: bool
    open_note: Text
    now: Moment
    timezone: str
    calls: Sequence[BoardCall]
    queues: dict[str, WholeLine]
    services: Sequence[BoardService]
    notices: Sequence[Text]


def board(view: View) -> BoardSnapshot:
    """The whole board as it stands."""
    return BoardSnapshot(**board_fields(view))


def board_fields(view: View) -> dict[str, Any]:
    """What a BoardSnapshot says, for that and for what says more."""
    lines, now, floor = Lines(view), opening(view), floor_of(view)
    services = lines.services()
    return {
        "version": view.version,
        "epoch": view.epoch,
        "hall": NamedHall(name=floor.hall.name),
        "is_open": now.is_open,
        "open_note": now.note,
        "now": local(floor, view.now),
        "timezone": floor.hall.timezone,
        "calls": [call(view, ticket) for ticket in lines.at_counters],
        "queues": {s.id: _whole(lines, s.id) for s in services},
        "services": [BoardService(id=s.id, prefix=s.prefix, name=s.name) for s in services],
        "notices": [*floor.hours.messages(day_of(view)), *floor.hall.notices],
    }


def line_fields(lines: Lines, service_id: str) -> dict[str, Any]:
    """What a BoardLine says, for what says more."""
    it = lines.line(service_id)
    return {
        "waiting": lines.count(service_id),
        "estimate": lines.estimate(service_id),
        "waits": it.curve,
        "prospect": it.prospect,
        "late_from": it.late_from,
    }


def _whole(lines: Lines, service_id: str) -> WholeLine:
    people = lines.people(service_id)
    ahead = [place for _, place in people]
    return WholeLine(
        order=[person.number for person, _ in people],
        ahead=UNSET if ahead == list(range(len(ahead))) else ahead,
        **line_fields(lines, service_id),
    )


def call(view: View, it: Ticket) -> BoardCall:
    """Somebody as the board tells of them."""
    if it.state not in AT_COUNTER or it.counter_id is None:
        return BoardCall(number=it.number, state=it.state, service_id=it.service_id)
    counter = floor_of(view).counter(it.counter_id)
    return BoardCall(
        number=it.number,
        state=it.state,
        service_id=it.service_id,
        counter=counter.number,
        counter_name=counter.name,
        at=local(floor_of(view), it.announced_at),
        times=it.times_called,
        spoken=speech.called(it.number, counter.number),
    )
