"""One unit of work: what it changes at once, what waits for the commit, and how it ends."""

from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Any

from queue_server.clock import Moment
from queue_server.domain.events import Event
from queue_server.store import codec, rows, sql
from queue_server.store.interface import Place, Recorded, Row
from queue_server.store.pending import Params, Pending
from queue_server.store.view import View
from queue_server.store.writing import Writing


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
