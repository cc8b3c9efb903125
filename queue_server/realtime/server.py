"""The HTTP server: it takes connections as they come, but no flood of them."""

import errno
import logging
import socket
from typing import Any

from gevent.pywsgi import WSGIServer

from queue_server.kernel.limits import Buckets, house
from queue_server.kernel.settings import Settings
from queue_server.realtime.places import Places
from queue_server.realtime.wires import WSGI, Handler

BACKLOG = 1024  # five hundred screens come back at once after a restart
ACCEPTED_AT_ONCE = 16  # then those who are here already get their turn
REFUSED_AT_ONCE = 64
COME_AT_ONCE, COME_PER_S = 1000, 100  # new connections from one address
log = logging.getLogger("luot.realtime")


class Server(WSGIServer):
    """The server of a hall. `proxies` are the addresses that may say for whom they ask."""

    handler_class = Handler
    max_accept = ACCEPTED_AT_ONCE

    def __init__(
        self,
        listener: socket.socket | tuple[str, int],
        app: WSGI,
        *,
        places: Places,
        proxies: frozenset[str] = frozenset(),
    ) -> None:
        self.places, self.proxies = places, proxies
        self._coming = Buckets(COME_AT_ONCE, COME_PER_S)
        super().__init__(listener, app, log=None, error_log=log, environ={"SERVER_NAME": ""})

    def do_read(self) -> Any:
        """The next connection that may come. When no more files may be open, somebody has to go."""
        for _ in range(REFUSED_AT_ONCE):
            try:
                come = super().do_read()
            except OSError as error:
                if error.errno in (errno.EMFILE, errno.ENFILE):
                    self.places.make_room()
                raise
            if come is None or self._may_come(str(come[1][0])):
                return come
            come[0].close()
        return None

    def _may_come(self, address: str) -> bool:
        """May another connection come from there now? Far more than people open may not."""
        return address in self.proxies or not self._coming.take(house(address))


def listener(settings: Settings) -> socket.socket:
    """The socket to accept on; with `share_port` the kernel shares connections out."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    return socket.create_server(
        (settings.host, settings.port),
        family=family,
        backlog=BACKLOG,
        reuse_port=settings.share_port,
    )
