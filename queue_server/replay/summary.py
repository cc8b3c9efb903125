"""What a day came to, per service."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich import box
from rich.table import Table

from queue_server.replay.journal import Journal
from queue_server.turns.events import TicketCalled
from queue_server.turns.rules.tickets import State, Ticket

CAPTION = "Wait, p90: minutes to the first call, mean and 90th percentile"


@dataclass(slots=True)
class Line:
    """One service's day: its tickets, and minutes each waited for the first call."""

    tickets: list[Ticket] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def cells(self, name: str) -> list[str]:
        """The line as the table shows it."""
        states = [t.state for t in self.tickets]
        ratings = [t.rating for t in self.tickets if t.rating is not None]
        return [
            name,
            str(len(self.tickets)),
            str(states.count(State.SERVED)),
            str(states.count(State.NO_SHOW)),
            str(states.count(State.CANCELLED)),
            f"{mean(self.waits):.1f}",
            f"{percentile(self.waits, 0.9):.1f}",
            str(len(ratings)),
            f"{mean(ratings):.1f}" if ratings else "–",
        ]


def table(journal: Journal) -> Table:
    """Issued, served, no-show, left, waiting and ratings of every service, and of all."""
    lines: dict[str, Line] = defaultdict(Line)
    first_calls: dict[int, TicketCalled] = {}
    for event in journal.events:
        if isinstance(event, TicketCalled):
            first_calls.setdefault(event.ticket_id, event)
    given_by = {event.ticket_id: event.service_id for event in journal.issued}
    for ticket in journal.tickets.values():
        for name in (given_by[ticket.id], "Σ"):
            lines[name].tickets.append(ticket)
            if call := first_calls.get(ticket.id):
                lines[name].waits.append((call.at - ticket.issued_at).total_seconds() / 60)
    return _drawn(sorted(lines.items(), key=lambda item: (item[0] == "Σ", item[0])))


def mean(values: Sequence[float]) -> float:
    """The mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that `part` of all do not exceed (nearest rank), 0 of nothing."""
    ordered = sorted(values)
    return ordered[math.ceil(part * len(ordered)) - 1] if ordered else 0.0


def _drawn(lines: Iterable[tuple[str, Line]]) -> Table:
    drawn = Table(box=box.SIMPLE_HEAD, caption=CAPTION)
    drawn.add_column("Service", no_wrap=True)
    for name in ("Issued", "Served", "No-show", "Left", "Wait", "p90", "Rated", "Rating"):
        drawn.add_column(name, justify="right")
    for name, line in lines:
        drawn.add_row(*line.cells(name), style="bold" if name == "Σ" else "")
    return drawn
