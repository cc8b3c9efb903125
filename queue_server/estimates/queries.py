"""The lines as they stand: who waits for each service, in which order, and how long."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from queue_server.desks.tables import Desks
from queue_server.estimates.rules.forecast import Forecast, Place, Server, forecast
from queue_server.estimates.rules.ranges import (
    Estimate,
    Line,
    Prospect,
    Shifts,
    at_place,
    between,
    curve_of,
    late_from,
)
from queue_server.hall.rules.floor_data import Counter, Service
from queue_server.hall.rules.hours import Hours
from queue_server.hall.tables import day_of, floor_of
from queue_server.kernel.view import View
from queue_server.turns.rules.calling import order_key
from queue_server.turns.rules.tickets import AT_COUNTER, State, Ticket
from queue_server.turns.tables import Tickets

STILL_BUSY = 0.5  # whoever is at a counter now has, on average, half the service left
MINUTE = timedelta(minutes=1)
STEP_S = 5


class Outlook(NamedTuple):
    """What lies before somebody who waits: how many are called first, how long, and how likely."""

    ahead: int
    estimate: Estimate | None
    prospect: Prospect


class Lines:
    """The lines of a hall at one moment; each is worked out when it is asked for."""

    def __init__(self, view: View) -> None:
        self._floor = floor_of(view)
        self._view = view

    def services(self) -> list[Service]:
        """What the hall offers, and what it retired while somebody still waits for it."""
        offered = {service.id: service for service in self._floor.services}
        left = [self._floor.service(s) for s in self._counts if s not in offered]
        return [*offered.values(), *left]

    def count(self, service_id: str) -> int:
        """How many wait for a service."""
        return self._counts.get(service_id, 0)

    def people(self, service_id: str) -> list[tuple[Ticket, int]]:
        """Who waits for a service, in the order in which they will be called, each with how many
        are called before them.
        """
        people = Tickets(self._view).people(service_id)
        placed = [(self._place(it), order_key(it), it) for it in people]
        return [(it, place.ahead) for place, _, it in sorted(placed, key=itemgetter(0, 1))]

    @cached_property
    def _counts(self) -> dict[str, int]:
        return Tickets(self._view).counts()

    @cached_property
    def _being_served(self) -> list[Ticket]:
        return Tickets(self._view).not_in_line()

    @cached_property
    def at_counters(self) -> list[Ticket]:
        """Who is called or being served, the newest call first."""
        there = [t for t in self._being_served if t.state in AT_COUNTER]
        return sorted(there, key=lambda t: (t.announced_at or t.issued_at, t.id), reverse=True)

    @cached_property
    def held(self) -> list[Ticket]:
        """Who stepped away."""
        return [t for t in self._being_served if t.state is State.HELD]

    def line(self, service_id: str) -> Line:
        """The line of one service; worked out once, like its forecast, for some seconds."""
        key, memo = ("line", service_id), self._view.memo
        known: Line | None = memo.get(key, self._moment)
        if known is not None:
            return known
        played, is_called = self._played(service_id)
        found = self._called(service_id, played) if is_called else self._uncalled(service_id)
        every = [(service, which) for service, line in played.lines.items() for which in line]
        memo.put(key, self._moment, found, [*played.lines, *every])
        return found

    def estimate(self, service_id: str) -> Estimate | None:
        """The wait of someone who joins this line now."""
        line = self.line(service_id)
        return at_place(line.curve, line.joins)

    def prospect(self, service_id: str) -> Prospect:
        """What someone may expect who joins this line now."""
        line = self.line(service_id)
        return line.prospect_at(line.joins)

    def outlook(self, who: Ticket) -> Outlook | None:
        """What lies before somebody; None when they are not in line."""
        if not self._waits(who):
            return None
        line, ahead = self.line(who.service_id), self._place(who).ahead
        return Outlook(ahead, at_place(line.curve, ahead), line.prospect_at(ahead))

    def forecast(self, service_id: str) -> Forecast:
        """This line played on, and with it every line that shares a counter with it in turn.

        Worked out once, for all who ask until it may have become another.
        """
        return self._played(service_id)[0]

    def _played(self, service_id: str) -> tuple[Forecast, bool]:
        """The forecast of a line, and whether any counter calls for it."""
        day, memo = day_of(self._view), self._view.memo
        known: tuple[Forecast, bool] | None = memo.get(service_id, day)
        if known is not None:
            return known
        # Where no counter calls, the order is that of one which will.
        calling = self._servers_of(service_id)
        servers = calling or [Server(services=(service_id,))]
        services = {service_id, *(s for server in servers for s in server.services)}
        lines = {service: dict(Tickets(self._view).line(service)) for service in services}
        played = forecast(lines, servers, self._floor.mean_minutes, self._floor.policy)
        found = played, bool(calling)
        parts: set[Hashable] = {*services, *played.ends}
        for service in services:
            memo.put(service, day, found, parts)
        return found

    def _waits(self, who: Ticket) -> bool:
        return who.state is State.WAITING and who.day == day_of(self._view)

    def _place(self, who: Ticket) -> Place:
        played, key = self.forecast(who.service_id), order_key(who)
        return played.place_of(who.service_id, key, who.category)

    def _called(self, service_id: str, played: Forecast) -> Line:
        joins, mean = played.joins(service_id), self._floor.mean_minutes[service_id]
        later = played.starts_later(service_id)
        rest = between(later, joins, self._shifts) if later else [joins]
        work = [*played.mine[service_id], *rest]
        return Line(
            joins=joins.ahead,
            curve=curve_of(work, self._shifts),
            prospect=self._shut(Prospect.AFTER) or Prospect.OPEN,
            late_from=late_from(work, mean, self._shifts),
        )

    def _uncalled(self, service_id: str) -> Line:
        """A line for which no counter calls: the order is known, the wait is not."""
        return Line(
            joins=self.count(service_id),
            curve=(),
            prospect=self._shut(Prospect.CLOSED) or Prospect.NO_COUNTER,
            late_from=None,
        )

    def _shut(self, over: Prospect) -> Prospect | None:
        """What to expect of a hall that is shut, `over` for today; None when it is open."""
        if not self._shifts:
            return over
        return Prospect.BREAK if self._shifts[0][0] > 0 else None

    def _servers_of(self, service_id: str) -> list[Server]:
        """The open counters that call for a service, and those that share a service with them.

        Looked up once, until one of these counters or of those who are called changes.
        """
        key, day, memo = ("servers", service_id), day_of(self._view), self._view.memo
        known: list[Server] | None = memo.get(key, day)
        if known is not None:
            return known
        servers = self._find_servers(service_id)
        memo.put(key, day, servers, {service_id, *(s for it in servers for s in it.services)})
        return servers

    def _find_servers(self, service_id: str) -> list[Server]:
        floor, day = self._floor, day_of(self._view)
        found: set[str] = set()
        left, seen = {service_id}, {service_id}
        while left:
            for counter in floor.counters_for(left.pop()):
                if counter.id not in found and Desks(self._view).desk(counter.id).is_open_on(day):
                    found.add(counter.id)
                    left |= set(counter.service_ids) - seen
                    seen |= left
        counters = (*floor.counters, *floor.retired.counters)
        return [self._server(it) for it in counters if it.id in found]

    def _server(self, counter: Counter) -> Server:
        busy = Tickets(self._view).at_counter(counter.id)
        return Server(
            services=tuple(dict.fromkeys(counter.service_ids)),
            run=Desks(self._view).desk(counter.id).run,
            free_in_min=STILL_BUSY * self._floor.mean_minutes[busy.service_id] if busy else 0.0,
        )

    @cached_property
    def _moment(self) -> datetime:
        """Now, to some seconds: no wait is known better, and no shift ends in between."""
        now = self._view.now
        return now.replace(second=now.second - now.second % STEP_S, microsecond=0)

    @property
    def _shifts(self) -> Shifts:
        """What is left of today; looked up once for some seconds."""
        now, memo = self._moment, self._view.memo
        known: Shifts | None = memo.get(_shifts_of, now)
        if known is not None:
            return known
        shifts = _shifts_of(self._floor.hours, now)
        memo.put(_shifts_of, now, shifts, ())
        return shifts


def _shifts_of(hours: Hours, now: datetime) -> Shifts:
    rest = hours.rest_of_day(now)
    return [((opens - now) / MINUTE, (closes - now) / MINUTE) for opens, closes in rest]
