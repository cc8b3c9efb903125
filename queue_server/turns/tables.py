"""Tickets as they are held: in memory whoever has not left, in the tables everybody."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, cast

from queue_server.desks.tables import Desks
from queue_server.hall.rules.floor_data import Counter
from queue_server.hall.tables import day_of, floor_of
from queue_server.kernel import codec, projections, rows
from queue_server.kernel.interface import Row
from queue_server.kernel.proof import PAGE, VerifyReport, examined
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import LARGEST_ID, View
from queue_server.turns import events, series, transitions
from queue_server.turns.events import TicketCalled, TicketEvent, TicketIssued
from queue_server.turns.image import TICKET_ROWS, TicketImage
from queue_server.turns.rebuilding import Rebuilt
from queue_server.turns.refusals import UnknownTicket
from queue_server.turns.rules.calling import PRIVILEGED, REGULAR, Head, Key, Why, explain, order_key
from queue_server.turns.rules.tickets import Ticket

TICKET = "SELECT * FROM tickets WHERE hall_id = :hall AND id = :id"
SERVICES_OF_DAY = "SELECT DISTINCT service_id FROM tickets WHERE hall_id = :hall AND day = :day"
# `0 + id`, or SQLite walks through the whole history in the order of the primary key.
OF_DAY = "SELECT * FROM tickets WHERE hall_id = :hall AND day = :day ORDER BY 0 + id"
ABSENT = """
SELECT * FROM tickets
WHERE hall_id = :hall AND day = :day AND state = 'no_show' AND ended_at >= :since
ORDER BY ended_at DESC
"""
# A service during which the clock went back, that nobody started or that nobody ended, took nobody
# knows how long.
DAY_OF_COUNTER = """
SELECT SUM(CASE WHEN state = 'served' THEN 1 ELSE 0 END) AS served,
    SUM(CASE WHEN state = 'served' AND started_at IS NULL THEN 1 ELSE 0 END) AS unstarted,
    SUM(CASE WHEN state = 'no_show' THEN 1 ELSE 0 END) AS no_show,
    AVG(CASE WHEN state = 'served' AND ended_at - started_at BETWEEN 0 AND :longest_ms
        THEN ended_at - started_at END) AS mean_ms
FROM tickets WHERE hall_id = :hall AND day = :day AND counter_id = :counter
"""
TICKETS_PAGE = "SELECT * FROM tickets WHERE hall_id = :hall AND id > :after ORDER BY id LIMIT :most"

MOST_LEFT_OVER = 500
LONGEST_SERVICE = timedelta(hours=2)  # beyond this somebody forgot to press "finish"


def _two_heads(fields: dict[str, Any]) -> None:
    """Before 0.3 a reason named the first of the regular and of the privileged in four fields."""
    why = fields["why"]
    both = {it: (why.pop(f"{it}_key"), why.pop(f"{it}_id")) for it in (PRIVILEGED, REGULAR)}
    why["heads"] = [
        {"category": category, "key_at": key, "ticket_id": who}
        for category, (key, who) in both.items()
        if who is not None
    ]


codec.learn(events)
codec.older(TicketCalled, '"regular_id"', _two_heads)
projections.written_first(TICKET_ROWS.save, series.SAVE_SERIES)


class Tickets:
    """What may be read of tickets and lines."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._held = view.part(TicketImage)

    def ticket(self, ticket_id: int) -> Ticket:
        """A ticket by id. Raises UnknownTicket."""
        if here := self._held.tickets.get(ticket_id):
            return here
        found = self._view.query(TICKET, id=ticket_id) if 0 < ticket_id <= LARGEST_ID else ()
        if not found:
            raise UnknownTicket(ticket=ticket_id)
        return TICKET_ROWS.of(found[0])

    def at_counter(self, counter_id: str) -> Ticket | None:
        """Who is called to a counter or being served there."""
        there = Desks(self._view).occupant(counter_id)
        return None if there is None else self._held.tickets[there.ticket_id]

    def heads(self, service_ids: Sequence[str]) -> list[Head]:
        """Who is first today of each category, of all who wait for any of these services."""
        first: dict[str, Key] = {}
        for service_id in service_ids:
            for category, line in self.line(service_id).items():
                key = line[0]
                if category not in first or key < first[category]:
                    first[category] = key
        return [
            Head(category=it, key_at=at, ticket_id=who) for it, (at, who) in sorted(first.items())
        ]

    def due(self, counter: Counter, run: int) -> Why | None:
        """Who is due at a counter, with the reason; None when nobody waits for it.

        A hall whose policy says `in_order` empties a counter's first service before the next.
        """
        policy = floor_of(self._view).policy
        groups = [[s] for s in counter.service_ids] if policy.in_order else [counter.service_ids]
        for services in groups:
            if heads := self.heads(services):
                return explain(heads, run, policy)
        return None

    def waiting(self) -> list[Ticket]:
        """Everyone waiting today, service by service; see people."""
        services = sorted(self._held.lines(day_of(self._view)))
        return [who for service in services for who in self.people(service)]

    def counts(self) -> dict[str, int]:
        """How many wait today, by service; a service for which nobody waits is not in it."""
        lines = self._held.lines(day_of(self._view))
        return {service: sum(map(len, line.values())) for service, line in lines.items()}

    def people(self, service_id: str) -> list[Ticket]:
        """Everyone waiting for one service today, the regular before those with a head start."""
        lines, tickets = self.line(service_id), self._held.tickets
        in_order = sorted(lines, key=lambda category: (category != REGULAR, category))
        return [tickets[who] for category in in_order for _, who in lines[category]]

    def line(self, service_id: str) -> Mapping[str, Sequence[Key]]:
        """Where people stand who wait for a service today, by category, each in order."""
        return self._held.line(day_of(self._view), service_id)

    def not_in_line(self) -> list[Ticket]:
        """Everyone at a counter today, and those who stepped away from one."""
        day, found = day_of(self._view), self._held.not_in_line.values()
        return sorted((it for it in found if it.day == day), key=order_key)

    def present(self) -> list[Ticket]:
        """Everyone who took a number today and has not left, in the order of issue."""
        day, found = day_of(self._view), self._held.tickets.values()
        return sorted((it for it in found if it.day == day), key=attrgetter("id"))

    def services_of_today(self) -> set[str]:
        """The services that anybody of today is at, also those who have left."""
        found = self._view.query(SERVICES_OF_DAY, day=day_of(self._view).isoformat())
        return {row["service_id"] for row in found}

    def left_over(self) -> list[Ticket]:
        """Tickets of earlier days that nobody ended, some hundreds at most."""
        day, found = day_of(self._view), self._held.tickets.values()
        return sorted((it for it in found if it.day < day), key=attrgetter("id"))[:MOST_LEFT_OVER]

    def of_day(self, day: date) -> list[Ticket]:
        """Every ticket of a service day, in the order of issue."""
        return self._tickets(OF_DAY, day=day.isoformat())

    def absent(self, within: timedelta) -> list[Ticket]:
        """Today's no-shows of the last while, newest first."""
        since = rows.ms(self._view.now - within)
        return self._tickets(ABSENT, day=day_of(self._view).isoformat(), since=since)

    def day_of_counter(self, counter_id: str) -> Row:
        """A counter's day so far: `served`, `unstarted`, `no_show`, `mean_ms` (or None).

        A service of more than LONGEST_SERVICE is in no mean: nobody knows when it ended.
        """
        longest_ms = LONGEST_SERVICE // rows.MILLISECOND
        params: dict[str, object] = {"day": day_of(self._view).isoformat(), "counter": counter_id}
        return self._view.query(DAY_OF_COUNTER, longest_ms=longest_ms, **params)[0]

    def page(self, after: int, most: int) -> list[Ticket]:
        """Tickets with an id above `after`, in order of id, of every day."""
        return self._tickets(TICKETS_PAGE, after=after, most=most)

    def _tickets(self, statement: str, **params: object) -> list[Ticket]:
        return [TICKET_ROWS.of(row) for row in self._view.query(statement, **params)]


def record(tx: Transaction, event: TicketEvent) -> Ticket:
    """Let something happen to a ticket; as it is then. Raises NotAllowed when its state has no such
    move.
    """
    return cast(Ticket, tx.record(event))


@projections.reduces(TicketEvent)
def _change(tx: Transaction, event: TicketEvent) -> Ticket:
    if isinstance(event, TicketIssued):
        ticket = transitions.issue(event)
    else:
        ticket = transitions.apply(Tickets(tx).ticket(event.ticket_id), event)
    tx.part(TicketImage).put(ticket)
    tx.add(TICKET_ROWS.save, TICKET_ROWS.params(ticket))
    return ticket


@examined
class Examiner(Rebuilt):
    """Tickets and series as the journal tells them, held against those that are kept."""

    def compare(self, view: View, report: VerifyReport) -> None:
        """Every ticket and every series."""
        _compare(view, self.tickets, report)
        series.compare(view, self.series, report)


def _compare(view: View, rebuilt: dict[int, Ticket], found: VerifyReport) -> None:
    """The tables against what the journal tells."""
    last = 0
    while page := Tickets(view).page(last, PAGE):
        for kept in page:
            found.tickets += 1
            if rebuilt.pop(kept.id, None) != kept:
                found.say(f"ticket {kept.id} ({kept.number}) is not as its events say")
        last = page[-1].id
    for missing in rebuilt.values():
        found.say(f"ticket {missing.id} ({missing.number}) is in the journal and not in the tables")
