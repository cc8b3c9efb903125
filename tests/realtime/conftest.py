"""A server of connections, and those who connect to it."""

import gevent.socket
import pytest
from doors import said_back

from queue_server.realtime.places import Places
from queue_server.realtime.server import Server


@pytest.fixture
def serve():
    """Starts a server; gives it and a way to connect to it."""
    servers = []

    def start(app=said_back, *, most=10, most_each=10, proxies=frozenset()):
        kept = Places(most, most_each, proxies)
        server = Server(("127.0.0.1", 0), app, places=kept, proxies=proxies)
        server.start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def connect():
    """Connects to a server and says something."""
    ends = []

    def start(server, said=b"", address="127.0.0.1"):
        it = gevent.socket.create_connection(server.address, 10, (address, 0))
        ends.append(it)
        it.sendall(said)
        return it

    yield start
    for it in ends:
        it.close()
