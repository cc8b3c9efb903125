"""One unit of work: what it changes at once, what waits for the commit, and how it ends."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from queue_server.kernel import codec, projections, rows, sql
from queue_server.kernel.clock import Moment
from queue_server.kernel.events import Event
from queue_server.kernel.image import Image
from queue_server.kernel.interface import Place, Recorded, Row, WritableRows
from queue_server.kernel.view import View

Params = Mapping[str, Any]


class Pending:
    """Rows by statement, in the order in which they came; of one key only the last."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Hashable, Params]] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, statement: str, params: Params) -> None:
        """One more row, after those that came before."""
        found = self._rows.setdefault(statement, {})
        found[len(found)] = params

    def put(self, statement: str, key: Hashable, params: Params) -> None:
        """The row of a key; what was to be written for it before is not."""
        self._rows.setdefault(statement, {})[key] = params

    def take_over(self, other: "Pending") -> None:
        """The rows of a unit of work that was done, after those of the units before it."""
        for statement, found in other._rows.items():
            mine = self._rows.setdefault(statement, {})
            for key, params in found.items():
                mine[len(mine) if isinstance(key, int) else key] = params

    def taken(self, order: Sequence[str]) -> Iterator[tuple[str, list[Params]]]:
        """Each statement with its rows, in an order that the tables' references allow, and those
        that are not in it last; none wait any more.
        """
        found, self._rows = self._rows, {}
        for statement in dict.fromkeys((*order, *found)):
            if statement in found:
                yield statement, list(found[statement].values())


Presses = Mapping[Place, Row]  # what was asked and answered under each
LAST = (sql.APPEND, sql.KEEP_PRESS, sql.ADVANCE)  # of what is written first, see projections


class Begun(NamedTuple):
    """A transaction that holds a hall: its row (None: it has none yet), and what was answered under
    the keys of its units, when that was looked up for all of them.
    """

    row: Row | None
    presses: Presses | None = None


class Writing:
    """One transaction of the database in which units of a hall are done, one after another."""

    def __init__(
        self, db: WritableRows, hall_id: str, image: Image, presses: Presses | None = None
    ) -> None:
        self.db = db
        self.hall_id = hall_id
        self.image = image
        self.presses = presses
        self.kept: dict[Place, Row] = {}  # presses of units that are done
        self.pending = Pending()
        self._head = image.head
        self.is_broken = False

    def flush(self, pending: Pending) -> None:
        """Write rows that wait, each kind at once."""
        for statement, those in pending.taken((*projections.in_order(), *LAST)):
            self.db.execute_many(statement, those)

    def flush_others(self) -> None:
        """Write what the units before came to. A failure is none of whoever asks: it ends all."""
        self.is_broken = True
        self.flush(self.pending)
        self.is_broken = False

    def finish(self) -> None:
        """Write all that waits, and where the hall stands now."""
        if self.image.head != self._head:
            head = self.image.head._asdict()
            self.pending.put(sql.ADVANCE, self.hall_id, {"hall": self.hall_id, **head})
        self.flush(self.pending)


class Transaction(View):
    """A View that can record. It cannot commit, send, print or read another clock than `now`.

    What happens changes the image at once and waits as rows for the commit. A question that only
    the database can answer is asked after these rows were written (`query`).
    """

    def __init__(self, writing: Writing, moment: Moment) -> None:
        super().__init__(writing.db, writing.hall_id, writing.image, moment)
        self._writing = writing
        self._waiting = Pending()
        self._kept: dict[Place, Row] = {}
        self._is_written = False
        self._recorded: list[Event] = []

    def record(self, event: Event) -> object:
        """Make an event happen: the image changes now, the journal is written at the end.

        Returns what its capability says changed (see projections), and raises its refusals.
        """
        reducer = projections.reducer_of(type(event))
        changed = reducer(self, event) if reducer else None
        for statement, params in projections.rows_of(event):
            self.add(statement, params)
        self._recorded.append(event)
        return changed

    def trust_time(self) -> None:
        """Somebody has looked at a clock: the time is right."""
        self.trusts_time = True

    def move(self, **changes: Any) -> None:
        """Change the hall's own row."""
        self._image.move(**changes)

    def begin_epoch(self, *, ids: int) -> None:
        """Go on after a restore: versions begin again, and so many ticket ids are left out."""
        head = self.head
        self.move(epoch=head.epoch + 1, seq=0, last_ticket_id=head.last_ticket_id + ids)

    def remembered(self, key: Hashable) -> Any:
        """What a capability keeps at hand under a key, as long as no other process changes the
        hall; None when it keeps nothing.
        """
        return self._image.kept.get(key)

    def remember(self, key: Hashable, value: object) -> None:
        """Keep something at hand; with the rest of this unit it may be taken back."""
        self._image.put(self._image.kept, key, value)

    def press(self, device: str, key: str) -> Row | None:
        """What was asked and answered under an idempotency key: fingerprint, status, answer."""
        if kept := self._writing.kept.get((device, key)):
            return kept
        if self._writing.presses is not None:
            return self._writing.presses.get((device, key))
        return self.look(sql.PRESS, device=device, key=key)

    def keep_press(
        self, device: str, key: str, *, fingerprint: str, status: int, answer: str
    ) -> None:
        """Remember what was answered under an idempotency key."""
        at = max(rows.ms(self.now), self.head.believed_ms)  # a clock that fell back forgets no key
        params = {"device": device, "key": key, "fingerprint": fingerprint, "status": status}
        self._kept[device, key] = params | {"answer": answer, "at": at}
        self.put(sql.KEEP_PRESS, (device, key), self._kept[device, key])

    def forget_presses(self, before: datetime, most: int) -> int:
        """Forget the oldest idempotency keys from before a moment, so many at most; how many."""
        return len(self.query(sql.FORGET_PRESSES, before=rows.ms(before), most=most))

    def add(self, statement: str, params: Params) -> None:
        """A row that waits for the commit."""
        self._waiting.add(statement, {"hall": self.hall_id, **params})

    def put(self, statement: str, key: Hashable, params: Params) -> None:
        """A row that waits for the commit, in place of what waited for its key."""
        self._waiting.put(statement, key, {"hall": self.hall_id, **params})

    def look(self, statement: str, **params: object) -> Row | None:
        """The first row of a question about which nothing waits to be written."""
        found = self._db.execute(statement, hall=self.hall_id, **params)
        return found[0] if found else None

    def query(self, statement: str, **params: object) -> Sequence[Row]:
        """Ask or tell the database itself, after all that waits was written.

        From then on this unit has a savepoint, so that it can be taken back alone.
        """
        if not self._is_written:
            self._writing.flush_others()
            self._db.execute("SAVEPOINT unit")
            self._is_written = True
        self._writing.flush(self._waiting)
        return super().query(statement, **params)

    def seal(self) -> tuple[Recorded, ...]:
        """Number the recorded events and append them: the last step before the commit."""
        if not self._recorded:
            return ()
        for prepare in before_sealing:
            prepare(self)
        epoch, seq, chain, *_ = self.head
        sealed = []
        for event in self._recorded:
            # A counted number under the hall's lock, not a sequence: events become visible in the
            # order of their numbers and without gaps. Screens rely on both.
            seq += 1
            chain = self._append(event, epoch, seq, chain)
            sealed.append(Recorded(epoch=epoch, seq=seq, event=event))
        self.move(seq=seq, chain=chain)
        return tuple(sealed)

    def keep(self) -> None:
        """It is done: what waits of it is written with the others'."""
        if self._is_written:
            self._db.execute("RELEASE unit")
        self._writing.pending.take_over(self._waiting)
        self._writing.kept.update(self._kept)

    def take_back(self) -> None:
        """It is refused: nothing of it is written."""
        if self._is_written:
            self._db.execute("ROLLBACK TO unit")
            self._db.execute("RELEASE unit")

    def _append(self, event: Event, epoch: int, seq: int, before: str) -> str:
        kind, body = type(event).__name__, codec.encode(event)
        chain = codec.link(before, epoch=epoch, seq=seq, kind=kind, body=body)
        params = {
            "epoch": epoch,
            "seq": seq,
            "at": rows.ms(event.at),
            "kind": kind,
            "ticket": getattr(event, "ticket_id", None),
            "body": body,
            "chain": chain,
        }
        self.put(sql.APPEND, (epoch, seq), params)
        return chain


# What a capability does once more when something was recorded, before it is numbered.
before_sealing: list[Callable[[Transaction], object]] = []
