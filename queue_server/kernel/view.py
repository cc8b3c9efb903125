"""What may be read of a hall in one consistent moment."""

from collections.abc import Sequence
from typing import TypeVar

from queue_server.kernel import codec, sql
from queue_server.kernel.clock import Moment
from queue_server.kernel.image import Head, Image, Memo, Part
from queue_server.kernel.interface import Recorded, Row, Rows

P = TypeVar("P", bound=Part)
LARGEST_ID = 2**63 - 1
MOST_EVENTS = 1000


class View:
    """What screens and commands may read of one hall at one moment.

    `now` is that moment, `version` how many events there were. What a capability holds is read
    through its own small class: `Tickets(view)`, `Desks(view)`.
    """

    trusts_time = False  # has somebody who looked at a clock just said that it is right?

    def __init__(self, db: Rows, hall_id: str, image: Image, moment: Moment) -> None:
        self._db = db
        self.hall_id = hall_id
        self._image = image
        self.moment = moment
        self.now = moment.now
        self.is_settled = moment.is_settled
        self.leap = moment.leap

    @property
    def head(self) -> Head:
        """The hall's own row."""
        return self._image.head

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
    def memo(self) -> Memo:
        """What was worked out before, and still holds."""
        return self._image.memo

    def part(self, kind: type[P]) -> P:
        """What a capability holds in memory."""
        return self._image.part(kind)

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

    def press(self, device: str, key: str) -> Row | None:
        """What was asked and answered under an idempotency key: fingerprint, status, answer."""
        return self.first(sql.PRESS, device=device, key=key)

    def query(self, statement: str, **params: object) -> Sequence[Row]:
        """The rows of a question to the database, about this hall (`:hall`)."""
        return self._db.execute(statement, hall=self.hall_id, **params)

    def first(self, statement: str, **params: object) -> Row | None:
        """The first row of a question; None when there is none."""
        found = self.query(statement, **params)
        return found[0] if found else None
