"""The lines as they stand: who waits for each service, in which order, and how long."""

from functools import cached_property
from typing import Any

from queue_server.domain import calling
from queue_server.domain.estimates import Estimate, waiting_time
from queue_server.domain.floor import Service
from queue_server.domain.tickets import AT_COUNTER, InLine, State, Ticket
from queue_server.store import View

STILL_BUSY = 0.5  # whoever is at a counter now has, on average, half the service left


class Lines:
    """The lines of a hall at one moment; each is read when it is asked for."""

    def __init__(self, view: View) -> None:
        self._floor = view.floor
        self._view = view
        self._lines: dict[str, list[InLine]] = {}

    @classmethod
    def all(cls, view: View) -> "Lines":
        """With every line read at once: for a screen that shows them all."""
        it = cls(view)
        it._lines = {service.id: [] for service in view.floor.services}
        for person in view.waiting():
            it._lines.setdefault(person.service_id, []).append(person)
        return it

    def services(self) -> list[Service]:
        """What the hall offers, and what it retired while somebody still waits for it."""
        offered = {service.id: service for service in self._floor.services}
        left = [self._floor.service(s) for s in self._lines if s not in offered and self._lines[s]]
        return [*offered.values(), *left]

    def waiting(self, service_id: str) -> list[InLine]:
        """Who waits for a service."""
        if service_id not in self._lines:
            self._lines[service_id] = self._view.line(service_id)
        return self._lines[service_id]

    @cached_property
    def _being_served(self) -> list[Ticket]:
        return self._view.being_served()

    @cached_property
    def _open(self) -> set[str]:
        return self._view.open_counters()

    @cached_property
    def _busy(self) -> set[str]:
        return self._view.busy_counters()

    @cached_property
    def at_counters(self) -> list[Ticket]:
        """Who is called or being served, the newest call first."""
        there = [t for t in self._being_served if t.state in AT_COUNTER]
        return sorted(there, key=lambda t: (t.announced_at or t.issued_at, t.id), reverse=True)

    @cached_property
    def held(self) -> list[Ticket]:
        """Who stepped away."""
        return [t for t in self._being_served if t.state is State.HELD]

    def order(self, service_id: str) -> list[InLine]:
        """The people waiting for one service, in the order they would be called."""
        return calling.sequence(self.waiting(service_id), self._floor.policy)

    def ahead_of(self, who: Ticket) -> int | None:
        """How many are called before somebody; None when they are not in line."""
        ids = [person.id for person in self.order(who.service_id)]
        return ids.index(who.id) if who.id in ids else None

    def estimate(self, service_id: str, who: Ticket | None = None) -> Estimate | None:
        """The wait of `who` in this line, or of someone who joins it now.

        Everybody before them at the counters that serve the line counts, whatever they came for.
        """
        counters = [c for c in self._floor.counters_for(service_id) if c.id in self._open]
        if not counters:
            return None
        shared = {s for c in counters for s in c.service_ids}
        work_in = {s: self._work(s, who) for s in shared}  # minutes, at each counter of a line
        work = sum(work_in[s] for c in counters for s in c.service_ids) / len(counters)
        if all(c.id in self._busy for c in counters):
            work += STILL_BUSY * self._floor.service(service_id).mean_service_min / len(counters)
        return waiting_time(work)

    def _work(self, service_id: str, who: Ticket | None) -> float:
        """Minutes each of a line's counters works for those in it before `who`."""
        mean = self._floor.service(service_id).mean_service_min
        return self._before(service_id, who) * mean / self._servers(service_id)

    def _before(self, service_id: str, who: Ticket | None) -> int:
        line = self.waiting(service_id)
        if who is None:
            return len(line)
        key = calling.order_key(who)
        return sum((t.key_at, t.id) < key for t in line)

    def _servers(self, service_id: str) -> int:
        """How many open counters share a line."""
        return sum(c.id in self._open for c in self._floor.counters_for(service_id))


def as_json(estimate: Estimate | None) -> dict[str, Any] | None:
    """An estimate as screens get it: `{low_min, high_min}` or null."""
    if estimate is None:
        return None
    return {"low_min": estimate.low_min, "high_min": estimate.high_min}
