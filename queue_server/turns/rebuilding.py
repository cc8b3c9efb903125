"""A hall's tickets made again from its journal alone, and what cannot have happened."""

from collections import defaultdict

from queue_server.kernel.events import Event, Impossible
from queue_server.kernel.refusals import Refusal
from queue_server.turns import transitions
from queue_server.turns.events import HallRestored, TicketEvent, TicketIssued
from queue_server.turns.rules import numbering
from queue_server.turns.rules.tickets import AT_COUNTER, Ticket


class Rebuilt:
    """The tickets and the series as the journal tells them, event by event."""

    def __init__(self) -> None:
        self.tickets: dict[int, Ticket] = {}
        self.series: dict[tuple[str, str], int] = defaultdict(int)  # by ISO day and series
        self._largest: dict[tuple[str, str], int] = defaultdict(int)  # by ISO day and letter
        self._at_counter: dict[str, int] = {}

    def apply(self, event: Event) -> None:
        """Let one more event happen. Raises Impossible; it has happened in so far as it could."""
        if isinstance(event, HallRestored):
            self._skip(event)
        elif isinstance(event, TicketIssued):
            self._issue(event)
        elif isinstance(event, TicketEvent):
            self._move(event)

    def _issue(self, event: TicketIssued) -> None:
        again = event.ticket_id in self.tickets
        ticket = self.tickets[event.ticket_id] = transitions.issue(event)
        day, count = event.day.isoformat(), numbering.count(event.number)
        expected = self._next(day, ticket.series)
        letter = day, numbering.letter(event.number)
        largest, self._largest[letter] = self._largest[letter], max(self._largest[letter], count)
        self.series[day, ticket.series] = count
        if again:
            raise Impossible(f"ticket {event.ticket_id} was issued twice")
        if count <= largest:
            last = numbering.number(letter[1], largest)
            raise Impossible(f"{event.number} was given on {day} after {last}: it is there twice")
        if count != expected:
            raise Impossible(f"{event.number} was given where {expected} comes next")

    def _next(self, day: str, series: str) -> int:
        """What a series counts next: the first with a letter follows those counted by service."""
        if (day, series) not in self.series:
            return self._largest[day, series] + 1
        return self.series[day, series] + 1

    def _skip(self, event: HallRestored) -> None:
        day = event.day.isoformat()
        for series in event.letters or event.service_ids:
            self.series[day, series] = self._next(day, series) - 1 + event.skipped

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
