"""Server-Sent Events for phones by the thousand: one frame, encoded once, written to all in turn.

A phone that listens has no greenlet and no queue. After the head of its answer the connection is
handed over to here, and what the kernel keeps for it is all that it may leave unread.
"""

import socket
from contextlib import suppress
from functools import partial

import gevent
from gevent.lock import Semaphore

from queue_server.kernel.refusals import Unavailable
from queue_server.realtime.places import Place, TakesOver

YIELD_EVERY = 100  # a broadcast in one go stalls every press; a pause each 100 does not
UNREAD_BYTES = 16 * 1024  # kept for a phone that does not read; Linux doubles it for its own needs
MOST_OF_ONE_KEY = 3  # a link that went around: the ones who listen longest go
MOST_STREAMS = 5000  # beyond this phones are turned away, so that kiosks and counters are not
TRY_AGAIN_S = 10


class Frame:
    """One message as it is written: to most in a chunk, to an old proxy (HTTP/1.0) as it is."""

    __slots__ = ("chunked", "plain")

    def __init__(self, text: str) -> None:
        self.plain = text.encode()
        self.chunked = b"%x\r\n%b\r\n" % (len(self.plain), self.plain)


GOODBYE = Frame(": too many listen with this key\n\n")


class Stream:
    """One phone that listens to its ticket. Its connection never waits."""

    __slots__ = ("_is_chunked", "_place", "_sock", "ticket_id")

    def __init__(
        self, ticket_id: int, sock: socket.socket, place: Place, *, is_chunked: bool
    ) -> None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, UNREAD_BYTES)
        self.ticket_id = ticket_id
        self._sock, self._place, self._is_chunked = sock, place, is_chunked

    def write(self, frame: Frame) -> bool:
        """Write it at once, or not at all: the phone is gone, or far behind."""
        data = frame.chunked if self._is_chunked else frame.plain
        try:
            return self._sock.send(data) == len(data)
        except OSError:
            return False

    def close(self) -> None:
        """End it after what was written."""
        self._place.left()
        self._sock.close()

    def drop(self) -> None:
        """End it now: what nobody reads is forgotten. Twice is once."""
        self._place.drop()
        self._sock.close()


class Streams:
    """The phones that listen now."""

    def __init__(self) -> None:
        self._streams: dict[Stream, None] = {}
        self._of: dict[int, list[Stream]] = {}
        self._one_frame = Semaphore()

    def __len__(self) -> int:
        return len(self._streams)

    def send(self, version: int, event: str, data: str) -> None:
        """Write one frame to every phone, and to all before the next frame begins.

        A phone too far behind is dropped; it comes again and asks for everything.
        """
        frame = Frame(f"id: {version}\nevent: {event}\ndata: {data}\n\n")
        with self._one_frame:
            for count, stream in enumerate(list(self._streams), start=1):
                if not stream.write(frame):
                    self._forget(stream)
                    stream.drop()
                if count % YIELD_EVERY == 0:
                    gevent.idle()

    def listen(self, ticket_id: int) -> TakesOver:
        """What takes the connection of one phone, to write to it from then on.

        Raises Unavailable when as many listen as this process should bear.
        """
        if len(self._streams) >= MOST_STREAMS:
            raise Unavailable(seconds=TRY_AGAIN_S)
        return partial(self._take, ticket_id)

    def _take(self, ticket_id: int, sock: socket.socket, place: Place, *, is_chunked: bool) -> None:
        """Add one; of its key's others the oldest has to go when they are too many."""
        stream = Stream(ticket_id, sock, place, is_chunked=is_chunked)
        self._streams[stream] = None
        of_one = self._of.setdefault(ticket_id, [])
        of_one.append(stream)
        for oldest in of_one[:-MOST_OF_ONE_KEY]:
            self._forget(oldest)
            oldest.write(GOODBYE)
            oldest.close()

    def _forget(self, stream: Stream) -> None:
        self._streams.pop(stream, None)
        of_one = self._of.get(stream.ticket_id, [])
        with suppress(ValueError):
            of_one.remove(stream)
        if not of_one:
            self._of.pop(stream.ticket_id, None)
