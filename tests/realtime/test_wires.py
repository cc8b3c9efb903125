"""The traps of this stack stay closed: torn frames and delayed answers."""

import socket

import gevent
import gevent.socket
import simple_websocket.ws
from gevent.pywsgi import WSGIServer

from queue_server.realtime.wires import Handler, WholeFrames, send_whole_frames, without_deflate

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


def test_every_websocket_of_the_program_sends_whole_frames():
    send_whole_frames()
    send_whole_frames()  # twice is once
    near, far = gevent.socket.socketpair()

    class Mute(simple_websocket.ws.Base):
        def handshake(self):
            self.connected = True

        def _thread(self):
            pass

    ws = Mute(near, connection_type=simple_websocket.ws.ConnectionType.SERVER)

    assert isinstance(ws.sock, WholeFrames)
    assert not isinstance(ws.sock._sock, WholeFrames)
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

    server = WSGIServer(("127.0.0.1", 0), app, handler_class=Watched, log=None)
    server.start()
    client = gevent.socket.create_connection(server.address)
    client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    while client.recv(4096):
        pass
    client.close()
    server.stop()

    assert found == [1]


def test_the_offer_to_compress_never_reaches_the_socket_server():
    seen = {}
    app = without_deflate(lambda environ, start: seen.update(environ) or [])

    app({"HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate", "PATH_INFO": "/"}, None)

    assert seen == {"PATH_INFO": "/"}
