"""One hall at one moment, before anybody asks something of it."""

from collections.abc import Sequence
from datetime import date, datetime

from queue_server.clock import Moment
from queue_server.domain.floor import Floor
from queue_server.domain.trust import is_doubtful
from queue_server.store import rows
from queue_server.store.interface import Row, Rows

LARGEST_ID = 2**63 - 1


class Reading:
    """One hall at one moment: `now` is that moment, `day` its service day, `version` its events."""

    def __init__(self, db: Rows, hall_id: str, moment: Moment, floor: Floor, hall: Row) -> None:
        self._db = db
        self.hall_id = hall_id
        self.now = moment.now
        self.is_settled = moment.is_settled
        self.leap = moment.leap
        self._moment = moment
        self.floor = floor
        self.epoch: int = hall["epoch"]
        self.version: int = hall["seq"]
        self.chain: str = hall["chain"]
        self._hall = hall

    @property
    def day(self) -> date:
        """The service day: the hall's local date; the last believed while the clock is in doubt."""
        return self._believed_day if self.is_in_doubt else self._clocks_day

    @property
    def is_in_doubt(self) -> bool:
        """Does the computer's clock say a day that cannot be believed (see trust)?"""
        if not self._moment.is_real or not self._hall["believed_ms"]:
            return False
        return is_doubtful(self.floor.hours, self.believed_at, self.now)

    @property
    def believed_at(self) -> datetime:
        """The newest moment at which something happened and the clock was believed; or 1970."""
        return rows.moment(self._hall["believed_ms"])

    @property
    def last_arrival(self) -> datetime:
        """The order key of whoever took the newest number; 1970 before the first."""
        return rows.moment(self._hall["last_key_ms"])

    @property
    def _clocks_day(self) -> date:
        return self.floor.hours.service_day(self.now)

    @property
    def _believed_day(self) -> date:
        return self.floor.hours.service_day(self.believed_at)

    def _rows(self, statement: str, **params: object) -> Sequence[Row]:
        return self._db.execute(statement, hall=self.hall_id, **params)

    def _first(self, statement: str, **params: object) -> Row | None:
        found = self._rows(statement, **params)
        return found[0] if found else None
