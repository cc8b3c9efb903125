"""What may be read of a hall in one consistent moment."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter

from queue_server.clock import Moment
from queue_server.domain.calling import Key, Why, explain, order_key
from queue_server.domain.counters import Desk
from queue_server.domain.floor import Counter, Floor
from queue_server.domain.refusals import UnknownTicket
from queue_server.domain.tickets import Ticket
from queue_server.domain.trust import is_doubtful
from queue_server.store import codec, rows, sql
from queue_server.store.image import Image, Memo
from queue_server.store.interface import Recorded, Row, Rows

LARGEST_ID = 2**63 - 1
MOST_EVENTS = 1000
MOST_LEFT_OVER = 500
LONGEST_SERVICE = timedelta(hours=2)  # beyond this somebody forgot to press "finish"


class View:
    """What screens and commands may read of one hall at one moment.

    `now` is that moment, `day` its service day, `version` how many events there were.
    """

    def __init__(self, db: Rows, hall_id: str, image: Image, moment: Moment) -> None:
        self._db = db
        self.hall_id = hall_id
        self._image = image
        self.now = moment.now
        self.is_settled = moment.is_settled
        self.leap = moment.leap
        self._moment = moment

    @property
    def floor(self) -> Floor:
        """The hall's data."""
        return self._image.floor

    @property
    def epoch(self) -> int:
        """How often the hall was restored from a backup, and 1."""
        return self._image.head.epoch

    @property
    def version(self) -> int:
        """How many events the hall has recorded in this epoch."""
        return self._image.head.seq

    @property
    def chain(self) -> str:
        """The hash of the newest row of the journal."""
        return self._image.head.chain

    @property
    def day(self) -> date:
        """The service day: the hall's local date; the last believed while the clock is in doubt."""
        return self._believed_day if self.is_in_doubt else self._clocks_day

    @property
    def is_in_doubt(self) -> bool:
        """Does the computer's clock say a day that cannot be believed (see trust)?"""
        if not self._moment.is_real or not self._image.head.believed_ms:
            return False
        return is_doubtful(self.floor.hours, self.believed_at, self.now)

    @property
    def believed_at(self) -> datetime:
        """The newest moment at which something happened and the clock was believed; or 1970."""
        return rows.moment(self._image.head.believed_ms)

    @property
    def last_arrival(self) -> datetime:
        """The order key of whoever took the newest number; 1970 before the first."""
        return rows.moment(self._image.head.last_key_ms)

    @property
    def _clocks_day(self) -> date:
        return self.floor.hours.service_day(self.now)

    @property
    def _believed_day(self) -> date:
        return self.floor.hours.service_day(self.believed_at)

    def ticket(self, ticket_id: int) -> Ticket:
        """A ticket by id. Raises UnknownTicket."""
        if here := self._image.tickets.get(ticket_id):
            return here
        found = self.query(sql.TICKET, id=ticket_id) if 0 < ticket_id <= LARGEST_ID else ()
        if not found:
            raise UnknownTicket(ticket=ticket_id)
        return rows.ticket(found[0])

    def at_counter(self, counter_id: str) -> Ticket | None:
        """Who is called to a counter or being served there."""
        there = self._image.at_counter.get(counter_id)
        return None if there is None else self._image.tickets[there]

    def head(self, service_ids: Sequence[str], *, privileged: bool) -> Ticket | None:
        """The earliest person waiting today for any of these services, of one class."""
        day, line = self.day, self._image.line
        lines = [line(day, service, privileged=privileged) for service in service_ids]
        first = min((line[0] for line in lines if line), default=None)
        return None if first is None else self._image.tickets[first[1]]

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

    def waiting(self) -> list[Ticket]:
        """Everyone waiting today, service by service; in each the regular before the privileged."""
        tickets = self._image.tickets
        return [tickets[who] for _, _, line in self._image.lines(self.day) for _, who in line]

    def waiting_counts(self) -> dict[str, int]:
        """How many wait today, by service; a service for which nobody waits is not in it."""
        counts: dict[str, int] = {}
        for service_id, _, line in self._image.lines(self.day):
            counts[service_id] = counts.get(service_id, 0) + len(line)
        return counts

    def line(self, service_id: str) -> list[Ticket]:
        """Everyone waiting for one service today, the regular before the privileged."""
        day, tickets = self.day, self._image.tickets
        lines = (self._image.line(day, service_id, privileged=it) for it in (False, True))
        return [tickets[who] for line in lines for _, who in line]

    def places(self, service_id: str) -> tuple[Sequence[Key], Sequence[Key]]:
        """Where people stand who wait for a service today: the regular, and the privileged."""
        day, line = self.day, self._image.line
        return (
            line(day, service_id, privileged=False),
            line(day, service_id, privileged=True),
        )

    def open_counters(self) -> set[str]:
        """The counters that a clerk opened today and did not pause."""
        day = self.day
        return {it.counter_id for it in self._image.desks.values() if it.is_open_on(day)}

    def being_served(self) -> list[Ticket]:
        """Everyone at a counter today, and those who stepped away from one."""
        day, found = self.day, self._image.not_in_line.values()
        return sorted((it for it in found if it.day == day), key=order_key)

    @property
    def memo(self) -> Memo:
        """What was worked out from lines and counters before, and still holds."""
        return self._image.memo

    def present(self) -> list[Ticket]:
        """Everyone who took a number today and has not left, in the order of issue."""
        day, found = self.day, self._image.tickets.values()
        return sorted((it for it in found if it.day == day), key=attrgetter("id"))

    def services_of_today(self) -> set[str]:
        """The services that anybody of today is at, also those who have left."""
        found = self.query(sql.SERVICES_OF_DAY, day=self.day.isoformat())
        return {row["service_id"] for row in found}

    def left_over(self) -> list[Ticket]:
        """Tickets of earlier days that nobody ended, some hundreds at most."""
        day, found = self.day, self._image.tickets.values()
        return sorted((it for it in found if it.day < day), key=attrgetter("id"))[:MOST_LEFT_OVER]

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
        return self.query(sql.DAY_OF_COUNTER, longest_ms=longest_ms, **params)[0]

    def desk(self, counter_id: str) -> Desk:
        """How a counter stands. One that was never opened is closed."""
        return self._image.desks.get(counter_id) or Desk(counter_id=counter_id)

    def desks(self) -> dict[str, Desk]:
        """How every counter stands that was ever opened, by counter id."""
        return dict(self._image.desks)

    def events_since(self, seq: int, most: int = MOST_EVENTS) -> list[Recorded]:
        """The events after a version of this epoch, in order, a bounded number at a time."""
        recent = self._image.events_since(seq)
        if recent is not None:
            return recent[:most]
        found = self.query(sql.EVENTS_SINCE, epoch=self.epoch, seq=seq, most=most)
        return [codec.recorded(row) for row in found]

    def events_of(self, ticket_id: int) -> list[Recorded]:
        """Everything that happened to one ticket, in order."""
        return [codec.recorded(row) for row in self.query(sql.EVENTS_OF, ticket=ticket_id)]

    def journal_page(self, epoch: int, seq: int, most: int) -> Sequence[Row]:
        """Rows of the journal after a place, of every epoch: all that is kept, for checking."""
        return self.query(sql.JOURNAL_PAGE, epoch=epoch, seq=seq, most=most)

    def tickets_page(self, after: int, most: int) -> list[Ticket]:
        """Tickets with an id above `after`, in order of id, of every day."""
        return self._tickets(sql.TICKETS_PAGE, after=after, most=most)

    def series_page(self, day: str, series: str, most: int) -> Sequence[Row]:
        """The counted series after an ISO day and series: day, series, last; in order."""
        return self.query(sql.SERIES_PAGE, day=day, series=series, most=most)

    def press(self, device: str, key: str) -> Row | None:
        """What was asked and answered under an idempotency key: fingerprint, status, answer."""
        return self.first(sql.PRESS, device=device, key=key)

    def query(self, statement: str, **params: object) -> Sequence[Row]:
        return self._db.execute(statement, hall=self.hall_id, **params)

    def first(self, statement: str, **params: object) -> Row | None:
        found = self.query(statement, **params)
        return found[0] if found else None

    def _tickets(self, statement: str, **params: object) -> list[Ticket]:
        return [rows.ticket(row) for row in self.query(statement, **params)]
