"""One hall at one moment, before anybody asks something of it."""

from collections.abc import Sequence
from datetime import date, datetime

from queue_server.clock import Moment
from queue_server.domain.floor import Floor
from queue_server.domain.trust import is_doubtful
from queue_server.store import rows
from queue_server.store.image import Image
from queue_server.store.interface import Row, Rows

LARGEST_ID = 2**63 - 1


class Reading:
    """One hall at one moment: `now` is that moment, `day` its service day, `version` its events."""

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

    def query(self, statement: str, **params: object) -> Sequence[Row]:
        return self._db.execute(statement, hall=self.hall_id, **params)

    def first(self, statement: str, **params: object) -> Row | None:
        found = self.query(statement, **params)
        return found[0] if found else None
