"""Server-Sent Events for phones by the thousand: one encoded frame for all of them."""

from collections.abc import Iterator

import gevent
from gevent.queue import Empty, Full, Queue

from queue_server.kernel.refusals import Unavailable

YIELD_EVERY = 100  # a broadcast in one go stalls every press; a pause each 100 does not
MOST_BEHIND = 16  # frames a slow phone may be behind before it is sent away to ask again
QUIET_S = 15.0  # a comment this often keeps proxies and dead connections honest
MOST_OF_ONE_KEY = 3  # a link that went around: the ones who listen longest go
MOST_STREAMS = 5000  # beyond this phones are turned away, so that kiosks and counters are not
TRY_AGAIN_S = 10
GOODBYE = b": too many listen with this key\n\n"


class Streams:
    """The phones that listen now."""

    def __init__(self) -> None:
        self._queues: set[Queue[bytes]] = set()
        self._of: dict[int, list[Queue[bytes]]] = {}

    def __len__(self) -> int:
        return len(self._queues)

    def send(self, version: int, event: str, data: str) -> None:
        """Send one frame to every phone. A phone too far behind is dropped; it will reconnect."""
        frame = f"id: {version}\nevent: {event}\ndata: {data}\n\n".encode()
        for count, queue in enumerate(list(self._queues), start=1):
            try:
                queue.put_nowait(frame)
            except Full:
                self._queues.discard(queue)
            if count % YIELD_EVERY == 0:
                gevent.idle()

    def listen(self, ticket_id: int) -> Iterator[bytes]:
        """The frames for one phone from now on, until it leaves or is dropped.

        Raises Unavailable when as many listen as this process should bear.
        """
        if len(self._queues) >= MOST_STREAMS:
            raise Unavailable(seconds=TRY_AGAIN_S)
        return self._frames(ticket_id, Queue(maxsize=MOST_BEHIND))

    def _frames(self, ticket_id: int, queue: "Queue[bytes]") -> Iterator[bytes]:
        # Only when the first frame is read: what nobody reads (HEAD) nobody would ever put away.
        self._add(ticket_id, queue)
        try:
            yield b"retry: 2000\n\n"
            while queue in self._queues:
                try:
                    yield queue.get(timeout=QUIET_S)
                except Empty:
                    yield b": still here\n\n"
        finally:
            self._remove(ticket_id, queue)

    def _add(self, ticket_id: int, queue: "Queue[bytes]") -> None:
        """Add one; of its key's others the oldest has to go when they are too many."""
        self._queues.add(queue)
        of_one = self._of.setdefault(ticket_id, [])
        of_one.append(queue)
        for oldest in of_one[:-MOST_OF_ONE_KEY]:
            self._queues.discard(oldest)
            oldest.queue.clear()
            oldest.put_nowait(GOODBYE)  # it wakes up and sees that it is over

    def _remove(self, ticket_id: int, queue: "Queue[bytes]") -> None:
        self._queues.discard(queue)
        of_one = self._of.get(ticket_id, [])
        if queue in of_one:
            of_one.remove(queue)
        if not of_one:
            self._of.pop(ticket_id, None)
