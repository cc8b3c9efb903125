"""Server-Sent Events for phones by the thousand: one encoded frame for all of them."""

from collections.abc import Iterator

import gevent
from gevent.queue import Empty, Full, Queue

from queue_server.domain.refusals import Unavailable

YIELD_EVERY = 100  # a broadcast in one go stalls every press; a pause each 100 does not
MOST_BEHIND = 16  # frames a slow phone may be behind before it is sent away to ask again
QUIET_S = 15.0  # a comment this often keeps proxies and dead connections honest
MOST_STREAMS = 5000  # beyond this phones are turned away, so that kiosks and counters are not
TRY_AGAIN_S = 10


class Streams:
    """The phones that listen now."""

    def __init__(self) -> None:
        self._queues: set[Queue[bytes]] = set()

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

    def listen(self) -> Iterator[bytes]:
        """The frames for one phone from now on, until it leaves or is dropped.

        Raises Unavailable when as many listen as this process should bear.
        """
        if len(self._queues) >= MOST_STREAMS:
            raise Unavailable(seconds=TRY_AGAIN_S)
        return self._frames(Queue(maxsize=MOST_BEHIND))

    def _frames(self, queue: "Queue[bytes]") -> Iterator[bytes]:
        # Only when the first frame is read: what nobody reads (HEAD) nobody would ever put away.
        self._queues.add(queue)
        try:
            yield b"retry: 2000\n\n"
            while queue in self._queues:
                try:
                    yield queue.get(timeout=QUIET_S)
                except Empty:
                    yield b": still here\n\n"
        finally:
            self._queues.discard(queue)
