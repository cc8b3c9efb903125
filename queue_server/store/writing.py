"""Units of work that will share a commit: the image they change and the rows that wait."""

from collections.abc import Mapping
from typing import NamedTuple

from queue_server.store import sql
from queue_server.store.image import Image
from queue_server.store.interface import Place, Row, WritableRows
from queue_server.store.pending import Pending

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
        for statement, rows in pending.taken(IN_ORDER):
            self.db.execute_many(statement, rows)

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
