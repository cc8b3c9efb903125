"""The lines as they stand: who waits for each service, in which order, and how long."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from queue_server.domain import calling
from queue_server.domain.estimates import (
    Estimate,
    Line,
    Prospect,
    Shifts,
    at_place,
    curve_of,
    late_from,
)
from queue_server.domain.floor import Counter, Service
from queue_server.domain.forecast import Places, Server, Waiting, forecast
from queue_server.domain.tickets import AT_COUNTER, State, Ticket
from queue_server.store import View

STILL_BUSY = 0.5  # whoever is at a counter now has, on average, half the service left
MINUTE = timedelta(minutes=1)


class Lines:
    """The lines of a hall at one moment; each is read when it is asked for."""

    def __init__(self, view: View) -> None:
        self._floor = view.floor
        self._view = view
        self._read: dict[str, list[Ticket]] = {}
        self._lines: dict[str, Line] = {}

    @classmethod
    def all(cls, view: View) -> "Lines":
        """With every line read at once: for a screen that shows them all."""
        it = cls(view)
        it._read = {service.id: [] for service in view.floor.services}
        for person in view.waiting():
            it._read.setdefault(person.service_id, []).append(person)
        return it

    def services(self) -> list[Service]:
        """What the hall offers, and what it retired while somebody still waits for it."""
        offered = {service.id: service for service in self._floor.services}
        left = [self._floor.service(s) for s in self._read if s not in offered and self._read[s]]
        return [*offered.values(), *left]

    def waiting(self, service_id: str) -> list[Ticket]:
        """Who waits for a service."""
        if service_id not in self._read:
            self._read[service_id] = self._view.line(service_id)
        return self._read[service_id]

    @cached_property
    def _being_served(self) -> list[Ticket]:
        return self._view.being_served()

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
        """The line of one service."""
        if service_id not in self._lines:
            played = self._played(service_id)
            is_called = service_id in played.joins
            self._lines[service_id] = (
                self._called(service_id, played) if is_called else self._uncalled(service_id)
            )
        return self._lines[service_id]

    def ahead_of(self, who: Ticket) -> int | None:
        """How many are called before somebody; None when they are not in line."""
        line = self.line(who.service_id)
        place = line.place_of(who.id)
        return None if place is None else line.ahead[place]

    def estimate(self, service_id: str, who: Ticket | None = None) -> Estimate | None:
        """The wait of `who` in this line, or of someone who joins it now."""
        line = self.line(service_id)
        place = line.joins_at if who is None else line.place_of(who.id)
        return None if place is None else at_place(line.curve, place)

    def prospect(self, service_id: str, who: Ticket | None = None) -> Prospect:
        """What `who` may expect of this line, or someone who joins it now."""
        line = self.line(service_id)
        place = line.joins_at if who is None else line.place_of(who.id)
        return line.prospect_at(line.joins_at if place is None else place)

    def _played(self, service_id: str) -> Places:
        """This line played on, and with it every line that shares a counter with it in turn.

        Worked out once, for all who ask until one of these lines or counters changes.
        """
        day, memo = self._view.day, self._view.memo
        known: tuple[date, Places] | None = memo.get(service_id)
        if known is not None and known[0] == day:
            return known[1]
        servers = self._servers_of(service_id)
        services = {service_id, *(s for server in servers for s in server.services)}
        lines = {service: Waiting(*self._view.places(service)) for service in services}
        played = forecast(lines, servers, self._floor.mean_minutes, self._floor.policy)
        for service in services:
            memo.put(service, (day, played), services)
        return played

    def _called(self, service_id: str, played: Places) -> Line:
        places, joins = played.places, played.joins[service_id]
        people = sorted(self.waiting(service_id), key=lambda it: places[it.id].ahead)
        each = [*(places[it.id] for it in people), joins]
        work = [it.minutes for it in each]
        return Line(
            people=tuple(people),
            ahead=tuple(it.ahead for it in each),
            curve=curve_of(work, self._shifts),
            prospect=self._shut(Prospect.AFTER) or Prospect.OPEN,
            late_from=late_from(work, self._floor.mean_minutes[service_id], self._shifts),
        )

    def _uncalled(self, service_id: str) -> Line:
        """A line for which no counter calls: the order is known, the wait is not."""
        people = calling.sequence(self.waiting(service_id), self._floor.policy)
        return Line(
            people=tuple(people),
            ahead=tuple(range(len(people) + 1)),
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
        """The open counters that call for a service, and those that share a service with them."""
        floor, day = self._floor, self._view.day
        found: set[str] = set()
        left, seen = {service_id}, {service_id}
        while left:
            for counter in floor.counters_for(left.pop()):
                if counter.id not in found and self._view.desk(counter.id).is_open_on(day):
                    found.add(counter.id)
                    left |= set(counter.service_ids) - seen
                    seen |= left
        counters = (*floor.counters, *floor.retired.counters)
        return [self._server(it) for it in counters if it.id in found]

    def _server(self, counter: Counter) -> Server:
        busy = self._view.at_counter(counter.id)
        return Server(
            services=tuple(dict.fromkeys(counter.service_ids)),
            run=self._view.desk(counter.id).run,
            free_in_min=STILL_BUSY * self._floor.mean_minutes[busy.service_id] if busy else 0.0,
        )

    @cached_property
    def _shifts(self) -> Shifts:
        now = self._view.now
        rest = self._floor.hours.rest_of_day(now)
        return [((opens - now) / MINUTE, (closes - now) / MINUTE) for opens, closes in rest]


def as_json(estimate: Estimate | None) -> dict[str, Any] | None:
    """An estimate as screens get it: `{low_min, high_min}` or null."""
    if estimate is None:
        return None
    return {"low_min": estimate.low_min, "high_min": estimate.high_min}
