"""The lines as they stand: who waits for each service, in which order, and how long."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from queue_server.domain import calling
from queue_server.domain.counters import CounterState
from queue_server.domain.estimates import Estimate, waiting_time
from queue_server.domain.tickets import AT_COUNTER, InLine, State, Ticket
from queue_server.store import View

STILL_BUSY = 0.5  # whoever is at a counter now has, on average, half the service left


class Lines:
    """Every line of a hall at one moment."""

    def __init__(self, view: View) -> None:
        self._floor = view.floor
        self._view = view

    @cached_property
    def waiting(self) -> Mapping[str, list[InLine]]:
        """Who waits, by service."""
        found: dict[str, list[InLine]] = defaultdict(list)
        for person in self._view.waiting():
            found[person.service_id].append(person)
        return found

    @cached_property
    def _being_served(self) -> list[Ticket]:
        return self._view.being_served()

    @cached_property
    def _open(self) -> set[str]:
        return {
            desk.counter_id
            for desk in self._view.desks().values()
            if desk.state is CounterState.OPEN and desk.day == self._view.day
        }

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
        return calling.sequence(self.waiting.get(service_id, ()), self._floor.policy)

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
        work = sum(self._work(c.service_ids, who) for c in counters) / len(counters)
        if all(c.id in self._busy for c in counters):
            work += STILL_BUSY * self._floor.service(service_id).mean_service_min / len(counters)
        return waiting_time(work)

    def _work(self, service_ids: tuple[str, ...], who: Ticket | None) -> float:
        """Minutes one counter works for those before `who`: its part of each of its lines."""
        return sum(
            self._before(s, who) * self._floor.service(s).mean_service_min / self._servers[s]
            for s in service_ids
        )

    def _before(self, service_id: str, who: Ticket | None) -> int:
        line = self.waiting.get(service_id, ())
        if who is None:
            return len(line)
        key = calling.order_key(who)
        return sum((t.key_at, t.id) < key for t in line)

    @cached_property
    def _busy(self) -> set[str | None]:
        return {t.counter_id for t in self.at_counters}

    @cached_property
    def _servers(self) -> Mapping[str, int]:
        """How many open counters share each line."""
        found: dict[str, int] = defaultdict(int)
        for counter in self._floor.counters:
            for service in counter.service_ids if counter.id in self._open else ():
                found[service] += 1
        return found


def as_json(estimate: Estimate | None) -> dict[str, Any] | None:
    """An estimate as screens get it: `{low_min, high_min}` or null."""
    if estimate is None:
        return None
    return {"low_min": estimate.low_min, "high_min": estimate.high_min}
