"""The hall's data and its time, as they are held: floor, service day, newest believed moment."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from queue_server.hall import events
from queue_server.hall.events import FloorImported, TimeConfirmed
from queue_server.hall.rules.floor import Floor
from queue_server.hall.rules.floor_data import HallInfo
from queue_server.hall.rules.hours import Hours
from queue_server.hall.rules.trust import is_doubtful
from queue_server.kernel import codec, projections, rows
from queue_server.kernel.image import Image, Part, held
from queue_server.kernel.interface import Recorded, Rows
from queue_server.kernel.unit_of_work import Transaction, before_sealing
from queue_server.kernel.view import View
from queue_server.kernel.words import FIRST
from words import NOTHING, Text, joined

FLOOR = "SELECT floor FROM halls WHERE id = :hall"
SAVE_FLOOR = """
INSERT INTO halls (id, floor, floor_digest) VALUES (:hall, :floor, :digest)
ON CONFLICT (id) DO UPDATE SET floor = excluded.floor, floor_digest = excluded.floor_digest
"""
UNFURNISHED = Floor(  # a hall before its first import
    hall=HallInfo(id="", name=NOTHING),
    hours=Hours(week={}),
    services=(),
    counters=(),
)


def _text(kind: type, raw: Any) -> Any:
    """A text as it was written; a bare one was in the hall's first language."""
    if kind is not Text:
        raise NotImplementedError(kind)
    return Text({FIRST: raw} if isinstance(raw, str) else raw)


_FLOOR = msgspec.json.Decoder(Floor, dec_hook=_text)
codec.learn(events)


@held
class FloorImage(Part):
    """The hall's data in memory."""

    def __init__(self, image: Image) -> None:
        super().__init__(image)
        self.floor = UNFURNISHED

    def load(self, db: Rows, hall_id: str, before: "FloorImage | None") -> None:
        """As it was imported last; that of the image before, when it is the same."""
        if before and before.image.head.floor_digest == self.image.head.floor_digest:
            self.floor = before.floor
            return
        [row] = db.execute(FLOOR, hall=hall_id)
        self.floor = decode_floor(row["floor"])

    def catch_up(self, db: Rows, hall_id: str, events: Sequence[Recorded]) -> bool:  # noqa: ARG002
        """Is it still the same?"""
        return not any(isinstance(it.event, FloorImported) for it in events)

    def furnish(self, floor: Floor) -> None:
        """The hall has new data."""
        before = self.floor
        self._become(floor)
        self.image.undo(lambda: self._become(before))

    def _become(self, floor: Floor) -> None:
        self.floor = floor
        self.image.memo.clear()


def floor_of(view: View) -> Floor:
    """The hall's data."""
    return view.part(FloorImage).floor


def day_of(view: View) -> date:
    """The service day: the hall's local date; the last believed while the clock is in doubt."""
    at = believed_at(view) if is_in_doubt(view) else view.now
    return floor_of(view).hours.service_day(at)


def is_in_doubt(view: View) -> bool:
    """Does the computer's clock say a day that cannot be believed (see trust)?"""
    if view.trusts_time or not view.moment.is_real or not view.head.believed_ms:
        return False
    return is_doubtful(floor_of(view).hours, believed_at(view), view.now)


def believed_at(view: View) -> datetime:
    """The newest moment at which something happened and the clock was believed; or 1970."""
    return rows.moment(view.head.believed_ms)


def furnish(tx: Transaction, floor: Floor, *, by: str) -> None:
    """Replace the hall's data."""
    text = encode_floor(floor)
    digest = hashlib.sha256(text.encode()).hexdigest()
    tx.query(SAVE_FLOOR, floor=text, digest=digest)
    counted = {"services": len(floor.services), "counters": len(floor.counters)}
    tx.record(FloorImported(at=tx.now, by=by, digest=digest, **counted))
    tx.move(floor_digest=digest)
    tx.part(FloorImage).furnish(floor)


def encode_floor(floor: Floor) -> str:
    """The hall's data as JSON text."""
    return msgspec.json.encode(floor).decode()


def decode_floor(text: str) -> Floor:
    """The hall's data from JSON text, also as it was written before texts were one."""
    return _FLOOR.decode(msgspec.json.encode(joined(msgspec.json.decode(text))))


@projections.reduces(TimeConfirmed)
def _confirm(tx: Transaction, _event: TimeConfirmed) -> None:
    tx.trust_time()


def _believe(tx: Transaction) -> None:
    """Something happened now: later moments are held against this one."""
    if not is_in_doubt(tx):
        tx.move(believed_ms=rows.ms(tx.now))


before_sealing.append(_believe)
