"""A hall's tickets made again from its journal alone, and what cannot have happened."""

from collections import defaultdict

from queue_server.domain import numbering, transitions
from queue_server.domain.events import Event, HallRestored, TicketEvent, TicketIssued
from queue_server.domain.refusals import Refusal
from queue_server.domain.tickets import AT_COUNTER, Ticket


class Impossible(Exception):
    """An event that breaks a rule of the hall. The text says which."""


class Rebuilt:
    """The tickets and the series as the journal tells them, event by event."""

    def __init__(self) -> None:
        self.tickets: dict[int, Ticket] = {}
        self.series: dict[tuple[str, str], int] = defaultdict(int)  # by ISO day and service
        self._at_counter: dict[str, int] = {}

    def apply(self, event: Event) -> None:
        """Let one more event happen. Raises Impossible; it has happened in so far as it could."""
        if isinstance(event, HallRestored):
            for service in event.service_ids:
                self.series[event.day.isoformat(), service] += event.skipped
        elif isinstance(event, TicketIssued):
            self._issue(event)
        elif isinstance(event, TicketEvent):
            self._move(event)

    def _issue(self, event: TicketIssued) -> None:
        again = event.ticket_id in self.tickets
        self.tickets[event.ticket_id] = transitions.issue(event)
        series = event.day.isoformat(), event.service_id
        self.series[series] += 1
        if again:
            raise Impossible(f"ticket {event.ticket_id} was issued twice")
        if (found := numbering.count(event.number)) != self.series[series]:
            expected, self.series[series] = self.series[series], found
            raise Impossible(f"{event.number} was given where {expected} comes next")

    def _move(self, event: TicketEvent) -> None:
        before = self.tickets.get(event.ticket_id)
        if before is None:
            raise Impossible(f"ticket {event.ticket_id} was never issued")
        try:
            after = transitions.apply(before, event)
        except Refusal as refusal:
            raise Impossible(str(refusal)) from refusal
        self.tickets[after.id] = after
        if before.state in AT_COUNTER and before.counter_id:
            self._at_counter.pop(before.counter_id, None)
        if after.state in AT_COUNTER and after.counter_id:
            there = self._at_counter.setdefault(after.counter_id, after.id)
            if there != after.id:
                raise Impossible(f"counter {after.counter_id} had ticket {there} already")
