"""The traps of this stack stay closed: torn frames and delayed answers."""

import socket

import gevent
import gevent.socket

from queue_server.realtime.places import Places
from queue_server.realtime.server import Server
from queue_server.realtime.websockets import WholeFrames
from queue_server.realtime.wires import Handler

FRAME = 20_000
FRAMES = 40


def stalled_pair():
    """A connection whose far end reads nothing until it is asked."""
    near, far = gevent.socket.socketpair()
    near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    return near, far


def test_a_plain_socket_tears_a_frame_of_a_stalled_client():
    """The control: this is what happens without the shim."""
    near, far = stalled_pair()

    sent = near.send(b"x" * FRAME * FRAMES)

    assert sent < FRAME * FRAMES
    near.close(), far.close()


def test_a_stalled_client_gets_whole_frames_from_several_senders():
    near, far = stalled_pair()
    whole = WholeFrames(near)
    senders = [
        gevent.spawn(lambda mark: [whole.send(mark * FRAME) for _ in range(FRAMES)], mark)
        for mark in (b"a", b"b", b"c")
    ]
    gevent.sleep(0.05)  # everybody is stuck in the middle of a frame by now

    got = b""
    while len(got) < 3 * FRAMES * FRAME:
        got += far.recv(65536)
    gevent.joinall(senders)

    frames = [got[at : at + FRAME] for at in range(0, len(got), FRAME)]
    assert all(len(set(frame)) == 1 for frame in frames)
    near.close(), far.close()


def test_answers_leave_at_once():
    """Nagle off on every accepted connection; on, each answer waits 40 ms for an ACK."""
    found = []

    def app(environ, start_response):
        start_response("200 OK", [])
        return [b"x"]

    class Watched(Handler):
        def run_application(self):
            found.append(self.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            super().run_application()

    server = Server(("127.0.0.1", 0), app, places=Places(10, 10))
    server.handler_class = Watched
    server.start()
    client = gevent.socket.create_connection(server.address)
    client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    while client.recv(4096):
        pass
    client.close()
    server.stop()

    assert found == [1]
