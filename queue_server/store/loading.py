"""A hall read from its tables into memory, and again what other processes changed of it."""

from collections.abc import Iterator, Sequence

from queue_server.domain.events import FloorImported, HallRestored, TicketEvent
from queue_server.domain.floor import Floor
from queue_server.domain.tickets import Ticket
from queue_server.store import codec, rows, sql
from queue_server.store.image import Head, Image
from queue_server.store.interface import Row, Rows

MOST_TO_CATCH_UP = 2000  # events; after more it is quicker to read everything


def load(db: Rows, hall_id: str, head: Head, known: Floor | None) -> Image:
    """A hall read from its tables; its floor too, unless it is `known`."""
    image = Image(head, known or _read_floor(db, hall_id))
    for row in db.execute(sql.NOT_ENDED, hall=hall_id):
        image.replace(None, rows.ticket(row))
    _read_desks(db, hall_id, image)
    return image


def catch_up(db: Rows, hall_id: str, image: Image, head: Head) -> bool:
    """Read again what other processes changed since. False when all must be read anew."""
    behind = head.seq - image.head.seq
    if head.epoch != image.head.epoch or not 0 < behind <= MOST_TO_CATCH_UP:
        return False
    found = db.execute(
        sql.EVENTS_SINCE, hall=hall_id, epoch=head.epoch, seq=image.head.seq, most=behind
    )
    if not _goes_on(image.head, head, found):
        return False
    try:
        events = [codec.recorded(row) for row in found]
    except (KeyError, ValueError):  # a newer version's: the tables say what came of it
        return False
    if any(isinstance(it.event, FloorImported | HallRestored) for it in events):
        return False
    ids = {it.event.ticket_id for it in events if isinstance(it.event, TicketEvent)}
    for ticket in _tickets(db, hall_id, sorted(ids)):
        image.replace(image.tickets.get(ticket.id), ticket)
    _read_desks(db, hall_id, image)
    image.memo.clear()
    image.series.clear()
    image.kept.clear()
    image.head = head
    image.keep(events)
    return True


def _goes_on(before: Head, head: Head, found: Sequence[Row]) -> bool:
    """Does the journal lead from what is known to where it stands? After a failover it may not."""
    chain = before.chain
    for row in found:
        facts = {name: row[name] for name in ("epoch", "seq", "kind", "body")}
        chain = codec.link(chain, **facts)
    return len(found) == head.seq - before.seq and chain == head.chain


def _read_floor(db: Rows, hall_id: str) -> Floor:
    """The hall's data as it was imported last."""
    [row] = db.execute(sql.FLOOR, hall=hall_id)
    return codec.decode_floor(row["floor"])


def _read_desks(db: Rows, hall_id: str, image: Image) -> None:
    image.desks = {row["counter_id"]: rows.desk(row) for row in db.execute(sql.DESKS, hall=hall_id)}


def _tickets(db: Rows, hall_id: str, ids: list[int]) -> Iterator[Ticket]:
    for start in range(0, len(ids), sql.SOME):
        some = ids[start : start + sql.SOME]
        wanted = some + some[-1:] * (sql.SOME - len(some))  # one statement, however many there are
        named = {f"id{n}": it for n, it in enumerate(wanted)}
        for row in db.execute(sql.SOME_TICKETS, hall=hall_id, **named):
            yield rows.ticket(row)
