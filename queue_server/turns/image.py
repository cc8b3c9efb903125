"""Tickets in memory: everybody who has not left, and the lines in order."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from sortedcontainers import SortedList

from queue_server.desks.tables import DeskImage, Occupant
from queue_server.kernel.image import Image, Part, held
from queue_server.kernel.interface import Recorded, Rows
from queue_server.kernel.records import Record
from queue_server.turns.events import TicketEvent
from queue_server.turns.rules.calling import Key, order_key
from queue_server.turns.rules.tickets import AT_COUNTER, ENDED, State, Ticket

SOME = 100  # tickets of one question
SOME_TICKETS = (
    "SELECT * FROM tickets WHERE hall_id = :hall AND id IN ("  # noqa: S608 (names only)
    + ", ".join(f":id{n}" for n in range(SOME))
    + ")"
)
# Everybody who has not left, whatever the day: what is live of a hall. In the words of its index.
NOT_ENDED = """
SELECT * FROM tickets
WHERE hall_id = :hall AND day > '' AND state IN ('waiting', 'called', 'serving', 'held')
"""
DAY = timedelta(days=1)
FIXED = ("number", "day", "series", "procedure_code", "device", "issued_at")
TICKET_ROWS = Record(Ticket, "tickets", key=("id",), fixed=FIXED)


@held
class TicketImage(Part):
    """Everybody who has not left, of every day, and the lines in order."""

    def __init__(self, image: Image) -> None:
        super().__init__(image)
        self.tickets: dict[int, Ticket] = {}
        self.not_in_line: dict[int, Ticket] = {}  # those who are called, served or held
        self.series: dict[tuple[date, str], int] = {}  # as far as somebody asked
        self._lines: dict[date, dict[str, dict[str, SortedList[Key]]]] = {}
        self._desks = image.part(DeskImage)

    def load(self, db: Rows, hall_id: str, before: "TicketImage | None") -> None:  # noqa: ARG002
        """Whoever has not left."""
        for row in db.execute(NOT_ENDED, hall=hall_id):
            self.replace(None, TICKET_ROWS.of(row))

    def catch_up(self, db: Rows, hall_id: str, events: Sequence[Recorded]) -> bool:
        """Read again the tickets to which something happened."""
        ids = {it.event.ticket_id for it in events if isinstance(it.event, TicketEvent)}
        for ticket in _some(db, hall_id, sorted(ids)):
            self.replace(self.tickets.get(ticket.id), ticket)
        self.series.clear()
        return True

    def line(self, day: date, service_id: str) -> Mapping[str, Sequence[Key]]:
        """Who waits for a service on a day, by category (see calling), each in order. A category of
        which nobody waits is not in it.
        """
        return self._lines.get(day, {}).get(service_id, {})

    def lines(self, day: date) -> Mapping[str, Mapping[str, Sequence[Key]]]:
        """The same for every service for which somebody waits."""
        return self._lines.get(day, {})

    def put(self, ticket: Ticket) -> None:
        """A ticket is new, or as it is now."""
        before = self.tickets.get(ticket.id)
        self.replace(before, ticket)
        self.image.undo(lambda: self.replace(ticket, before))

    def forget_series_before(self, day: date) -> None:
        """Of days that are over nobody asks."""
        for kept in [it for it in self.series if it[0] < day - DAY]:
            del self.series[kept]

    def replace(self, before: Ticket | None, after: Ticket | None) -> None:
        """A ticket as it was and as it is, for good: None when it was not or is no more."""
        if before is None and after is not None and self._comes_last(after):
            self.image.memo.change(((after.service_id, after.category),))
        else:
            self._change_lines(before, after)
        if before is not None and before.state not in ENDED:
            self._take_out(before)
        if after is not None and after.state not in ENDED:
            self._take_in(after)

    def _comes_last(self, ticket: Ticket) -> bool:
        """Does somebody join a line behind others, all of their category?"""
        line = self.line(ticket.day, ticket.service_id).get(ticket.category)
        if ticket.state is not State.WAITING or not line:
            return False
        return order_key(ticket) > line[-1]

    def _change_lines(self, *tickets: Ticket | None) -> None:
        for it in tickets:
            if it is not None:
                self.image.memo.change((it.service_id,))
                if it.counter_id:
                    self._desks.changes(it.counter_id)

    def _take_in(self, ticket: Ticket) -> None:
        self.tickets[ticket.id] = ticket
        if ticket.state is State.WAITING:
            lines = self._lines.setdefault(ticket.day, {}).setdefault(ticket.service_id, {})
            lines.setdefault(ticket.category, SortedList()).add(order_key(ticket))
            return
        self.not_in_line[ticket.id] = ticket
        if ticket.state in AT_COUNTER and ticket.counter_id:
            self._desks.occupants[ticket.counter_id] = Occupant(ticket.id, ticket.number)

    def _take_out(self, ticket: Ticket) -> None:
        del self.tickets[ticket.id]
        if ticket.state is State.WAITING:
            self._leave_line(ticket)
            return
        del self.not_in_line[ticket.id]
        there = self._desks.occupants.get(ticket.counter_id or "")
        if there is not None and there.ticket_id == ticket.id:
            del self._desks.occupants[ticket.counter_id or ""]

    def _leave_line(self, ticket: Ticket) -> None:
        """Take somebody out; a line, a service or a day of whom nobody is left is no more."""
        lines = self._lines[ticket.day][ticket.service_id]
        lines[ticket.category].remove(order_key(ticket))
        if not lines[ticket.category]:
            del lines[ticket.category]
        if not lines:
            del self._lines[ticket.day][ticket.service_id]
        if not self._lines[ticket.day]:
            del self._lines[ticket.day]


def _some(db: Rows, hall_id: str, ids: list[int]) -> Iterator[Ticket]:
    for start in range(0, len(ids), SOME):
        some = ids[start : start + SOME]
        wanted = some + some[-1:] * (SOME - len(some))  # one statement, however many there are
        named = {f"id{n}": it for n, it in enumerate(wanted)}
        for row in db.execute(SOME_TICKETS, hall=hall_id, **named):
            yield TICKET_ROWS.of(row)
