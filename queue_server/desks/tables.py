"""Counters as they are held: how each stands, and who is at it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple, cast

from queue_server.desks import events
from queue_server.desks.events import CounterClosed, CounterEvent, CounterOpened, CounterPaused
from queue_server.desks.rules import CounterState, Desk
from queue_server.hall.tables import FloorImage, day_of
from queue_server.kernel import codec, projections, rows
from queue_server.kernel.image import Image, Part, held
from queue_server.kernel.interface import Recorded, Rows
from queue_server.kernel.records import Record
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View

DESKS = "SELECT * FROM desks WHERE hall_id = :hall"
DESK_ROWS = Record(Desk, "desks", key=("counter_id",))
# Pressing the same button twice is not an error: the counter simply is as the clerk wants it.
AFTER: Mapping[type[CounterEvent], CounterState] = {
    CounterOpened: CounterState.OPEN,
    CounterPaused: CounterState.PAUSED,
    CounterClosed: CounterState.CLOSED,
}

# In the words of its index.
EVENTS_BETWEEN = """
SELECT epoch, seq, kind, body, chain FROM journal
WHERE hall_id = :hall AND at >= :since AND at < :until
    AND kind IN ('CounterOpened', 'CounterPaused', 'CounterClosed')
ORDER BY epoch, seq
"""

codec.learn(events)
projections.written_first(DESK_ROWS.save)


class Occupant(NamedTuple):
    """Whose turn it is at a counter: ticket and number."""

    ticket_id: int
    number: str


@held
class DeskImage(Part):
    """How every counter stands that was ever opened, and who is at which, by counter id."""

    def __init__(self, image: Image) -> None:
        super().__init__(image)
        self.desks: dict[str, Desk] = {}
        self.occupants: dict[str, Occupant] = {}

    def load(self, db: Rows, hall_id: str, before: "DeskImage | None") -> None:  # noqa: ARG002
        """How they stand. Who is there is told with the tickets."""
        self.desks = {
            row["counter_id"]: DESK_ROWS.of(row) for row in db.execute(DESKS, hall=hall_id)
        }

    def catch_up(self, db: Rows, hall_id: str, events: Sequence[Recorded]) -> bool:  # noqa: ARG002
        """Read all of them again: they are few."""
        self.load(db, hall_id, None)
        return True

    def put(self, desk: Desk) -> None:
        """How a counter stands now."""
        self.image.put(self.desks, desk.counter_id, desk)
        self.changes(desk.counter_id)
        self.image.undo(lambda: self.changes(desk.counter_id))

    def changes(self, counter_id: str) -> None:
        """Something changed at a counter: what was worked out for its lines no longer holds."""
        floor = self.image.part(FloorImage).floor
        self.image.memo.change(floor.counter(counter_id).service_ids)


class Desks:
    """What may be read of counters."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._held = view.part(DeskImage)

    def desk(self, counter_id: str) -> Desk:
        """How a counter stands. One that was never opened is closed."""
        return self._held.desks.get(counter_id) or Desk(counter_id=counter_id)

    def all(self) -> dict[str, Desk]:
        """How every counter stands that was ever opened, by counter id."""
        return dict(self._held.desks)

    def open_counters(self) -> set[str]:
        """The counters that a clerk opened today and did not pause."""
        day = day_of(self._view)
        return {it.counter_id for it in self._held.desks.values() if it.is_open_on(day)}

    def events_between(self, since: datetime, until: datetime) -> list[CounterEvent]:
        """What happened to counters in a span of time, in order."""
        span = {"since": rows.ms(since), "until": rows.ms(until)}
        found = [codec.recorded(row).event for row in self._view.query(EVENTS_BETWEEN, **span)]
        return [event for event in found if isinstance(event, CounterEvent)]

    def occupant(self, counter_id: str) -> Occupant | None:
        """Who is called to a counter or being served there."""
        return self._held.occupants.get(counter_id)


def record(tx: Transaction, event: CounterEvent) -> Desk:
    """Let something happen to a counter; how it stands then."""
    return cast(Desk, tx.record(event))


def set_run(tx: Transaction, counter_id: str, run: int) -> None:
    """Remember how many privileged calls in a row a counter has made."""
    _save(tx, replace(Desks(tx).desk(counter_id), run=run))


@projections.reduces(CounterEvent)
def _change(tx: Transaction, event: CounterEvent) -> Desk:
    before, state, day = Desks(tx).desk(event.counter_id), AFTER[type(event)], day_of(tx)
    clerk, is_seated = _seat(before, event, day)
    desk = Desk(
        counter_id=event.counter_id,
        state=state,
        run=before.run if before.day == day else 0,
        clerk=clerk,
        since=event.at,
        day=day,
        reason=event.reason if isinstance(event, CounterPaused) else None,
        is_seated=is_seated,
    )
    _save(tx, desk)
    return desk


def _seat(before: Desk, event: CounterEvent, day: date) -> tuple[str | None, bool]:
    """Whose counter it is, and whether they sit there: who sat down, until it is closed."""
    if isinstance(event, CounterClosed):
        return None, False
    if isinstance(event, CounterOpened) and event.sits:
        return event.by, True
    sitting = before.sitting(day)
    return sitting or event.by, sitting is not None


def _save(tx: Transaction, desk: Desk) -> None:
    tx.part(DeskImage).put(desk)
    tx.put(DESK_ROWS.save, desk.counter_id, DESK_ROWS.params(desk))
