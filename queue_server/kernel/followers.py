"""Who follows the journal from a place of their own: nothing is lost, whoever stops meanwhile.

For what must leave the hall, and may be late: a message to a phone, another program that is told.
What may be lost listens instead (see Hall.listen); what must come out here is a job.
"""

from collections.abc import Callable, Sequence

from queue_server.kernel import codec
from queue_server.kernel.door import Hall
from queue_server.kernel.interface import Recorded
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View

PLACE = "SELECT epoch, seq FROM followers WHERE hall_id = :hall AND name = :name"
SAVE_PLACE = """
INSERT INTO followers (hall_id, name, epoch, seq) VALUES (:hall, :name, :epoch, :seq)
ON CONFLICT (hall_id, name) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq
"""
MOST_AT_ONCE = 500
Place = tuple[int, int]  # of an event in the journal: epoch and version


class Follower:
    """Tells `hear` every event in order, some at a time, from the first use of its name on.

    At least once: `hear` has done what it must when it returns. If it raises, or the program ends
    before that is remembered, the same are told again. After a restore the new epoch follows.
    """

    def __init__(self, hall: Hall, name: str, hear: Callable[[Sequence[Recorded]], object]) -> None:
        self._hall = hall
        self._name = name
        self._hear = hear

    def look(self) -> None:
        """One turn: tell what happened since the last. One process of the hall does it."""
        if not self._hall.is_leader():
            return
        place = self._hall.ask(_place, self._name)
        if place is None:
            self._hall.do(_remember, self._name)
            return
        while events := self._hall.ask(_after, place):
            self._hear(events)
            place = events[-1].epoch, events[-1].seq
            self._hall.do(_remember, self._name, place)


def _place(view: View, name: str) -> Place | None:
    """How far somebody has come; None at the first use of their name."""
    found = view.first(PLACE, name=name)
    return (found["epoch"], found["seq"]) if found else None


def _after(view: View, place: Place) -> list[Recorded]:
    return [codec.recorded(row) for row in view.journal_page(*place, MOST_AT_ONCE)]


def _remember(tx: Transaction, name: str, place: Place | None = None) -> None:
    """Remember how far somebody has come: to the newest event when they begin."""
    epoch, seq = place or (tx.epoch, tx.version)
    tx.put(SAVE_PLACE, name, {"name": name, "epoch": epoch, "seq": seq})
