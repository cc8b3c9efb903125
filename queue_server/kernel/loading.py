"""A hall read from its tables into memory, and again what other processes changed of it."""

from collections.abc import Sequence

from queue_server.kernel import codec, sql
from queue_server.kernel.image import Head, Image
from queue_server.kernel.interface import Row, Rows

MOST_TO_CATCH_UP = 2000  # events; after more it is quicker to read everything


def load(db: Rows, hall_id: str, head: Head, before: Image | None) -> Image:
    """A hall read from its tables; of `before` what is still as it was is taken over."""
    image = Image(head)
    for part in image.parts():
        part.load(db, hall_id, before.part(type(part)) if before else None)
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
    if not all(part.catch_up(db, hall_id, events) for part in image.parts()):
        return False
    image.memo.clear()
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
