"""The journal of a hall in the words of the checkers."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from proof.history import Happened

from queue_server.kernel import codec
from queue_server.kernel.interface import Recorded
from queue_server.kernel.view import View
from queue_server.turns import events as e

WORDS = {
    e.TicketIssued: "issue",
    e.TicketCalled: "call",
    e.TicketRecalled: "recall",
    e.TicketStarted: "start",
    e.TicketFinished: "finish",
    e.TicketNoShow: "no_show",
    e.TicketHeld: "hold",
    e.TicketResumed: "resume",
    e.TicketReturned: "return",
    e.TicketTransferred: "transfer",
    e.TicketCancelled: "cancel",
}
AFTER = "SELECT epoch, seq, kind, body FROM journal WHERE seq > ? ORDER BY seq"


def happened(recorded: Iterable[Recorded]) -> list[Happened]:
    """Events of the journal. What nobody pressed (the opening of a counter) keeps its own name."""
    return [_told(r.seq, r.event) for r in recorded]


def happened_since(view: View, place: int) -> list[Happened]:
    """All that happened after a place in the journal."""
    found: list[Recorded] = []
    while more := view.events_since(found[-1].seq if found else place):
        found += more
    return happened(found)


def left_in(file: Path, place: int) -> list[Happened]:
    """What happened after a place, in the file of a hall that was killed.

    It is only read: whatever the hall left half done is still for its next start to put right.
    """
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return happened(map(codec.recorded, connection.execute(AFTER, (place,))))


def _told(place: int, event: e.Event) -> Happened:
    key_at = getattr(event, "key_at", None)
    return Happened(
        place=place,
        by=event.by,
        what=WORDS.get(type(event), type(event).__name__),
        ticket=getattr(event, "ticket_id", 0),
        number=getattr(event, "number", ""),
        service=getattr(event, "service_id", ""),
        counter=getattr(event, "counter_id", ""),
        key_at=round(key_at.timestamp() * 1000) if key_at else 0,
        privileged=getattr(event, "privileged", False),
    )
