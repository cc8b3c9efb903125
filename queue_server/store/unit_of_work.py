"""One unit of work: what it changes at once, what waits for the commit, and how it ends."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from queue_server.clock import Moment
from queue_server.domain.events import Event
from queue_server.store import codec, rows, sql
from queue_server.store.image import Image
from queue_server.store.interface import Place, Recorded, Row, WritableRows
from queue_server.store.view import View

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
# A row names only what stands in a table before it here. Those of capabilities come after these.
IN_ORDER = (
    sql.SAVE_TICKET,
    sql.ADD_RATING,
    sql.SAVE_DESK,
    sql.SAVE_SERIES,
    sql.APPEND,
    sql.KEEP_PRESS,
    sql.ADVANCE,
)


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
        for statement, those in pending.taken(IN_ORDER):
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


class UnitOfWork(View):
    """A View that changes what it sees.

    What happens changes the image at once and waits as rows for the commit. A question that only
    the database can answer is asked after these rows were written (`_rows`).
    """

    def __init__(self, writing: Writing, moment: Moment) -> None:
        super().__init__(writing.db, writing.hall_id, writing.image, moment)
        self._writing = writing
        self._waiting = Pending()
        self._kept: dict[Place, Row] = {}
        self._is_written = False
        self._events: list[Event] = []
        self._is_confirmed = False

    @property
    def is_in_doubt(self) -> bool:
        """Does the computer's clock say a day that cannot be believed, and nobody confirms it?"""
        return not self._is_confirmed and super().is_in_doubt

    def remembered(self, key: Hashable) -> Any:
        """What a capability keeps at hand under a key, as long as no other process changes the
        hall; None when it keeps nothing.
        """
        return self._image.kept.get(key)

    def remember(self, key: Hashable, value: object) -> None:
        """Keep something at hand; with the rest of this unit it may be taken back."""
        self._image.put(self._image.kept, key, value)

    def seal(self) -> tuple[Recorded, ...]:
        """Number the recorded events and append them: the last step before the commit."""
        if not self._events:
            return ()
        epoch, seq, chain, *_ = self._image.head
        sealed = []
        for event in self._events:
            # A counted number under the hall's lock, not a sequence: events become visible in the
            # order of their numbers and without gaps. Screens rely on both.
            seq += 1
            chain = self._append(event, epoch, seq, chain)
            sealed.append(Recorded(epoch=epoch, seq=seq, event=event))
        self._image.move(seq=seq, chain=chain, believed_ms=rows.ms(self._believed()))
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

    def _believed(self) -> datetime:
        """The moment that later ones are held against."""
        return self.believed_at if self.is_in_doubt else self.now

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
