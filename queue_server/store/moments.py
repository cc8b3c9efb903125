"""A hall at one moment, made from rows: the same for every engine."""

from queue_server.clock import Clock
from queue_server.domain.floor import Floor, HallInfo
from queue_server.domain.hours import Hours
from queue_server.store import codec, sql
from queue_server.store.interface import Row, Rows
from queue_server.store.transaction import Transaction
from queue_server.store.view import View
from words import NOTHING

NO_HALL: Row = {
    "epoch": 1, "seq": 0, "chain": "", "floor_digest": "", "last_key_ms": 0, "believed_ms": 0,
}  # fmt: skip

UNFURNISHED = Floor(  # a hall before its first import
    hall=HallInfo(id="", name=NOTHING),
    hours=Hours(week={}),
    services=(),
    counters=(),
)


class Moments:
    """Makes Views and Transactions. It keeps each hall's newest floor, which is large and rare."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._floors: dict[str, tuple[str, Floor]] = {}

    def view(self, db: Rows, hall_id: str) -> View:
        """What can be read of a hall now."""
        hall = self._hall(db, hall_id)
        return View(db, hall_id, self._clock.look(), self._floor(db, hall_id, hall), hall)

    def transaction(self, db: Rows, hall_id: str) -> Transaction:
        """A unit of work on a hall that begins now."""
        hall, moment = self._hall(db, hall_id), self._clock.look()
        return Transaction(db, hall_id, moment, self._floor(db, hall_id, hall), hall)

    def _hall(self, db: Rows, hall_id: str) -> Row:
        found = db.execute(sql.HALL, hall=hall_id)
        return found[0] if found else NO_HALL

    def _floor(self, db: Rows, hall_id: str, hall: Row) -> Floor:
        digest = hall["floor_digest"]
        known = self._floors.get(hall_id)
        if known is not None and known[0] == digest:
            return known[1]
        found = db.execute(sql.FLOOR, hall=hall_id)
        floor = codec.decode_floor(found[0]["floor"]) if found else UNFURNISHED
        self._floors[hall_id] = digest, floor
        return floor
