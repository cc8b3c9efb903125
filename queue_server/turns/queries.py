"""What a day was: the numbers of each service and what became of them; and to play it again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from queue_server.desks.events import CounterOpened
from queue_server.desks.tables import Desks
from queue_server.hall.tables import floor_of
from queue_server.kernel.view import View
from queue_server.turns import transitions, undo
from queue_server.turns.events import TicketIssued
from queue_server.turns.rules.tickets import AT_COUNTER, State, Ticket
from queue_server.turns.rules.trying import Called, Shift, Visit
from queue_server.turns.tables import Tickets

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Numbers given, served, missed and left (cancelled, or never called); waits in minutes.

    `unknown` were still at a counter when the day ended. `mean_wait_min` is from the number to the
    last call, of those whose end is known; None when there are none.
    """

    issued: int
    served: int
    no_show: int
    left: int
    unknown: int
    mean_wait_min: float | None


def tallies(view: View, day: date) -> tuple[dict[str, Tally], Tally]:
    """Each service with any number on a day, in the hall's order, then those that are retired;
    and the whole hall.
    """
    tickets = Tickets(view).of_day(day)
    by_service: dict[str, list[Ticket]] = {service.id: [] for service in floor_of(view).services}
    for ticket in tickets:
        by_service.setdefault(ticket.service_id, []).append(ticket)
    found = {service_id: _tally(mine) for service_id, mine in by_service.items() if mine}
    return found, _tally(tickets)


def _tally(tickets: Sequence[Ticket]) -> Tally:
    states = [ticket.state for ticket in tickets]
    unknown = sum(ticket.left_open for ticket in tickets)
    waits = [
        ticket.called_at - ticket.issued_at
        for ticket in tickets
        if ticket.called_at and ticket.called_at >= ticket.issued_at and not ticket.left_open
    ]
    return Tally(
        issued=len(tickets),
        served=states.count(State.SERVED),
        no_show=states.count(State.NO_SHOW),
        left=states.count(State.CANCELLED) - unknown,
        unknown=unknown,
        mean_wait_min=sum(waits, timedelta()) / len(waits) / MINUTE if waits else None,
    )


class Stay(NamedTuple):
    """Somebody at a counter, from and to."""

    counter_id: str
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDay:
    """A day as it was, ready to be played again (see trying)."""

    visits: Sequence[Visit]
    shifts: Sequence[Shift]
    called: Sequence[Called]
    gap: timedelta


def past_day(view: View, day: date) -> PastDay:
    """Who came on a day, when counters were open, who was called when, and how long clerks rest."""
    visits, called, stays = [], [], []
    for ticket in Tickets(view).of_day(day):
        theirs = list(_stays(view, ticket))
        visit = _visit(view, ticket, theirs)
        visits.append(visit)
        stays += [(visit, stay) for stay in theirs]
        if theirs:
            called.append(Called(visit, theirs[0].began))
    called.sort(key=lambda it: it.at)
    return PastDay(visits=visits, shifts=_shifts(view, day), called=called, gap=_gap(stays))


def _visit(view: View, ticket: Ticket, stays: Sequence[Stay]) -> Visit:
    [issued] = [r.event for r in view.events_of(ticket.id) if isinstance(r.event, TicketIssued)]
    group, floor = ticket.priority_group, floor_of(view)
    known = sum((it.ended - it.began for it in stays), timedelta(0))
    usual = timedelta(minutes=floor.mean_minutes[issued.service_id])
    return Visit(
        id=ticket.id,
        came=ticket.issued_at,
        service_id=issued.service_id,
        bonus_min=floor.priority(group).bonus_min if group else 0,
        stays=known if stays else usual,
        gives_up=None if stays else ticket.ended_at,
    )


def _stays(view: View, ticket: Ticket) -> Iterator[Stay]:
    """Each time somebody was at a counter, from the call to whatever ended it."""
    first, *events = undo.presses([r.event for r in view.events_of(ticket.id)])
    assert isinstance(first, TicketIssued)
    now, began = transitions.issue(first), None
    for event in events:
        before, now = now, transitions.apply(now, event)
        was_there, is_there = before.state in AT_COUNTER, now.state in AT_COUNTER
        if is_there and not was_there:
            began = event.at
        if was_there and not is_there and began is not None and event.at >= began:
            yield Stay(before.counter_id or "", began, event.at)


def _shifts(view: View, day: date) -> list[Shift]:
    """When each counter was open; one that nobody closed until the day was over."""
    floor = floor_of(view)
    since = datetime.combine(day, time.min, tzinfo=floor.hours.zone)
    until = since + timedelta(days=1)
    found, opened = [], dict[str, datetime]()

    def ends(counter_id: str, at: datetime) -> None:
        services = floor.counter(counter_id).service_ids
        opens = opened.pop(counter_id)
        found.append(Shift(counter_id=counter_id, services=services, opens=opens, closes=at))

    for event in Desks(view).events_between(since, until):
        if isinstance(event, CounterOpened):
            opened.setdefault(event.counter_id, event.at)
        elif event.counter_id in opened:
            ends(event.counter_id, event.at)
    for counter_id in list(opened):
        ends(counter_id, until)
    return found


def _gap(stays: Sequence[tuple[Visit, Stay]]) -> timedelta:
    """The usual time from one person's end to the call of the next who was waiting by then."""
    in_turn = sorted(stays, key=lambda it: (it[1].counter_id, it[1].began))
    gaps = [
        after.began - before.ended
        for (_, before), (visit, after) in pairwise(in_turn)
        if before.counter_id == after.counter_id and visit.came <= before.ended <= after.began
    ]
    return timedelta(seconds=median(it.total_seconds() for it in gaps)) if gaps else timedelta(0)
