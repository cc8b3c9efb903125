"""How often something was tried at the doors, in the memory: what may be read, and written."""

from collections.abc import Sequence
from datetime import datetime

from queue_server.devices.events import SignInDelayed
from queue_server.devices.rules import Tries
from queue_server.kernel import codec, rows
from queue_server.kernel.interface import Row
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View

TRIES = "SELECT count, at FROM tries WHERE hall_id = :hall AND what = :what"
SAVE_TRIES = """
INSERT INTO tries (hall_id, what, count, at) VALUES (:hall, :what, :count, :at)
ON CONFLICT (hall_id, what) DO UPDATE SET count = excluded.count, at = excluded.at
"""
FORGET_TRIES_AT = "DELETE FROM tries WHERE hall_id = :hall AND what = :what"
FORGET_TRIES = "DELETE FROM tries WHERE hall_id = :hall AND at < :before"

# The kind as in the index, or it is not used.
DELAYED_SIGN_INS = """
SELECT epoch, seq, kind, body, chain FROM journal
WHERE hall_id = :hall AND kind = 'SignInDelayed' AND at >= :since ORDER BY at DESC LIMIT :most
"""


class Counted:
    """How often something was tried lately: passwords, numbers."""

    def __init__(self, view: View) -> None:
        self._view = view

    def tries(self, what: str) -> Tries:
        """How often something was tried, and when last."""
        found = self._view.first(TRIES, what=what)
        return _tries(found) if found else Tries()

    def save_tries(self, what: str, tries: Tries) -> None:
        """Remember how often something was tried; nothing when never."""
        if tries.at is None or tries.count <= 0:
            self._view.query(FORGET_TRIES_AT, what=what)
        else:
            self._view.query(SAVE_TRIES, **_facts(what, tries))

    def forget_tries(self, *, before: datetime) -> None:
        """Forget tries that ended before a moment."""
        self._view.query(FORGET_TRIES, before=rows.ms(before))

    def delayed_sign_ins(self, since: datetime, most: int) -> Sequence[SignInDelayed]:
        """The newest events of that kind since a moment, newest first."""
        found = self._view.query(DELAYED_SIGN_INS, since=rows.ms(since), most=most)
        told = [codec.recorded(row).event for row in found]
        return [event for event in told if isinstance(event, SignInDelayed)]


class Pace:
    """How often numbers were taken lately: as `tries`, but at hand, and written with the press.

    What is kept of it here holds as long as no other process records anything.
    """

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def of(self, what: str) -> Tries:
        """How often, and when last."""
        kept: Tries | None = self._tx.remembered((TRIES, what))
        if kept is None:
            found = self._tx.look(TRIES, what=what)
            kept = _tries(found) if found else Tries()
            self._tx.remember((TRIES, what), kept)
        return kept

    def save(self, what: str, tries: Tries) -> None:
        """Remember it; it was at least once."""
        self._tx.remember((TRIES, what), tries)
        self._tx.put(SAVE_TRIES, what, _facts(what, tries))


def _tries(row: Row) -> Tries:
    return Tries(count=row["count"], at=rows.moment(row["at"]))


def _facts(what: str, tries: Tries) -> dict[str, object]:
    assert tries.at is not None, "whoever tried did so at some time"
    return {"what": what, "count": tries.count, "at": rows.ms(tries.at)}
