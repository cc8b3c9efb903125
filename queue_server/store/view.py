"""What may be read of a hall in one consistent moment."""

from collections.abc import Sequence
from datetime import date, timedelta

from queue_server.domain.calling import Why, explain, order_key
from queue_server.domain.counters import Desk
from queue_server.domain.floor import Counter
from queue_server.domain.refusals import UnknownTicket
from queue_server.domain.text import composed
from queue_server.domain.tickets import InLine, Ticket
from queue_server.store import codec, rows, sql
from queue_server.store.doors import DoorsReading
from queue_server.store.interface import Recorded, Row
from queue_server.store.paper import PaperReading
from queue_server.store.reading import LARGEST_ID

MOST_EVENTS = 1000
LONGEST_SERVICE = timedelta(hours=2)  # beyond this somebody forgot to press "finish"


class View(PaperReading, DoorsReading):
    """What screens and commands may read of one hall at one moment."""

    def ticket(self, ticket_id: int) -> Ticket:
        """A ticket by id. Raises UnknownTicket."""
        found = self._rows(sql.TICKET, id=ticket_id) if 0 < ticket_id <= LARGEST_ID else ()
        if not found:
            raise UnknownTicket(ticket=ticket_id)
        return rows.ticket(found[0])

    def at_counter(self, counter_id: str) -> Ticket | None:
        """Who is called to a counter or being served there."""
        found = self._rows(sql.AT_COUNTER, counter=counter_id)
        return rows.ticket(found[0]) if found else None

    def head(self, service_ids: Sequence[str], *, privileged: bool) -> Ticket | None:
        """The earliest person waiting today for any of these services, of one class."""
        found = [
            rows.ticket(row)
            for service in service_ids
            for row in self._rows(
                sql.HEAD, day=self.day.isoformat(), service=service, privileged=int(privileged)
            )
        ]
        return min(found, key=order_key, default=None)

    def due(self, counter: Counter, run: int) -> Why | None:
        """Who is due at a counter, with the reason; None when nobody waits for it.

        A hall whose policy says `in_order` empties a counter's first service before the next.
        """
        policy = self.floor.policy
        groups = [[s] for s in counter.service_ids] if policy.in_order else [counter.service_ids]
        for services in groups:
            regular = self.head(services, privileged=False)
            privileged = self.head(services, privileged=True)
            if regular or privileged:
                return explain(regular, privileged, run, policy)
        return None

    def waiting(self) -> list[InLine]:
        """Everyone waiting today, service by service; in each the regular before the privileged."""
        found = self._rows(sql.WAITING, day=self.day.isoformat())
        return [rows.in_line(row) for row in found]

    def waiting_counts(self) -> dict[str, int]:
        """How many wait today, by service; a service for which nobody waits is not in it."""
        found = self._rows(sql.WAITING_COUNTS, day=self.day.isoformat())
        return {row["service_id"]: row["people"] for row in found}

    def line(self, service_id: str) -> list[InLine]:
        """Everyone waiting for one service today, the regular before the privileged."""
        found = self._rows(sql.LINE, day=self.day.isoformat(), service=service_id)
        return [rows.in_line(row) for row in found]

    def busy_counters(self) -> set[str]:
        """The counters where somebody is called or served."""
        return {row["counter_id"] for row in self._rows(sql.BUSY_COUNTERS)}

    def open_counters(self) -> set[str]:
        """The counters that a clerk opened today and did not pause."""
        found = self._rows(sql.OPEN_COUNTERS, day=self.day.isoformat())
        return {row["counter_id"] for row in found}

    def being_served(self) -> list[Ticket]:
        """Everyone at a counter today, and those who stepped away from one."""
        return self._tickets(sql.BEING_SERVED, day=self.day.isoformat())

    def present(self) -> list[Ticket]:
        """Everyone who took a number today and has not left, in the order of issue."""
        return self._tickets(sql.PRESENT, day=self.day.isoformat())

    def services_of_today(self) -> set[str]:
        """The services that anybody of today is at, also those who have left."""
        found = self._rows(sql.SERVICES_OF_DAY, day=self.day.isoformat())
        return {row["service_id"] for row in found}

    def left_over(self) -> list[Ticket]:
        """Tickets of earlier days that nobody ended, some hundreds at most."""
        return self._tickets(sql.LEFT_OVER, day=self.day.isoformat())

    def tickets_of(self, day: date) -> list[Ticket]:
        """Every ticket of a service day, in the order of issue."""
        return self._tickets(sql.OF_DAY, day=day.isoformat())

    def absent(self, within: timedelta) -> list[Ticket]:
        """Today's no-shows of the last while, newest first."""
        since = rows.ms(self.now - within)
        return self._tickets(sql.ABSENT, day=self.day.isoformat(), since=since)

    def day_of_counter(self, counter_id: str) -> Row:
        """A counter's day so far: `served`, `unstarted`, `no_show`, `mean_ms` (or None).

        A service of more than LONGEST_SERVICE is in no mean: nobody knows when it ended.
        """
        longest_ms = LONGEST_SERVICE // rows.MILLISECOND
        params: dict[str, object] = {"day": self.day.isoformat(), "counter": counter_id}
        return self._rows(sql.DAY_OF_COUNTER, longest_ms=longest_ms, **params)[0]

    def desk(self, counter_id: str) -> Desk:
        """How a counter stands. One that was never opened is closed."""
        found = self._rows(sql.DESK, counter=counter_id)
        return rows.desk(found[0]) if found else Desk(counter_id=counter_id)

    def desks(self) -> dict[str, Desk]:
        """How every counter stands that was ever opened, by counter id."""
        return {row["counter_id"]: rows.desk(row) for row in self._rows(sql.DESKS)}

    def events_since(self, seq: int, most: int = MOST_EVENTS) -> list[Recorded]:
        """The events after a version of this epoch, in order, a bounded number at a time."""
        found = self._rows(sql.EVENTS_SINCE, epoch=self.epoch, seq=seq, most=most)
        return [codec.recorded(row) for row in found]

    def events_of(self, ticket_id: int) -> list[Recorded]:
        """Everything that happened to one ticket, in order."""
        return [codec.recorded(row) for row in self._rows(sql.EVENTS_OF, ticket=ticket_id)]

    def journal_page(self, epoch: int, seq: int, most: int) -> Sequence[Row]:
        """Rows of the journal after a place, of every epoch: all that is kept, for checking."""
        return self._rows(sql.JOURNAL_PAGE, epoch=epoch, seq=seq, most=most)

    def tickets_page(self, after: int, most: int) -> list[Ticket]:
        """Tickets with an id above `after`, in order of id, of every day."""
        return self._tickets(sql.TICKETS_PAGE, after=after, most=most)

    def series_page(self, day: str, series: str, most: int) -> Sequence[Row]:
        """The counted series after an ISO day and series: day, series, last; in order."""
        return self._rows(sql.SERIES_PAGE, day=day, series=series, most=most)

    def press(self, device: str, key: str) -> Row | None:
        """What was asked and answered under an idempotency key: fingerprint, status, answer."""
        return self._first(sql.PRESS, device=device, key=key)

    def token(self, digest: str) -> Row | None:
        """A device token that is not revoked, by its digest: name, role, counter_id."""
        return self._first(sql.TOKEN, digest=digest)

    def tokens(self) -> Sequence[Row]:
        """Every device token ever made, without the tokens themselves."""
        return self._rows(sql.TOKENS)

    def staff_member(self, name: str) -> Row | None:
        """A member of staff by sign-in name, however its letters were typed."""
        if row := self._first(sql.STAFF_MEMBER, name=name):
            return row
        name = composed(name)
        return next((row for row in self.staff() if composed(row["name"]) == name), None)

    def secret(self) -> Row:
        """The fingerprint of the secret that seals this hall's links (empty: none is known), as
        `secret`, and `last_ticket_id`.
        """
        return self._rows(sql.SECRET)[0]

    def staff(self) -> Sequence[Row]:
        """Every member of staff."""
        return self._rows(sql.STAFF)

    def _tickets(self, statement: str, **params: object) -> list[Ticket]:
        return [rows.ticket(row) for row in self._rows(statement, **params)]
