"""Phones by the thousand hear one frame encoded once; a slow one never grows the memory."""

import itertools
import socket

import gevent
import pytest
import requests

from queue_server.kernel.refusals import Unavailable
from queue_server.realtime import streams
from queue_server.realtime.places import Places
from queue_server.realtime.streams import GOODBYE, YIELD_EVERY, Frame, Streams

FRAME = b'id: 7\nevent: board\ndata: {"version":7}\n\n'
SEVEN = (7, "board", '{"version":7}')


class Street:
    """Phones, each at its end of a socket, and what the hall knows of them."""

    def __init__(self) -> None:
        self.hall, self.places = Streams(), Places(10_000, 10_000)
        self._open: list[socket.socket] = []

    def phone(self, ticket_id: int, *, is_chunked: bool = False) -> socket.socket:
        """One that listens from now on."""
        here, there = socket.socketpair()
        there.setblocking(False)
        here.settimeout(0)
        self._open += [here, there]
        place = self.places.take(there, "192.0.2.1")
        self.hall.listen(ticket_id)(there, place, is_chunked=is_chunked)
        return here

    def leave(self) -> None:
        """Everybody goes."""
        for it in self._open:
            it.close()


@pytest.fixture
def street():
    here = Street()
    yield here
    here.leave()


def heard(phone: socket.socket) -> bytes:
    """What came so far."""
    said = b""
    while True:
        try:
            piece = phone.recv(65536)
        except BlockingIOError:
            return said
        said += piece
        if not piece:
            return said + b"<end>"


def test_every_phone_hears_the_same_frame(street):
    phones = [street.phone(n) for n in range(3)]

    street.hall.send(*SEVEN)

    assert {heard(phone) for phone in phones} == {FRAME}


def test_a_frame_is_a_chunk_where_the_answer_is_in_chunks(street):
    phone = street.phone(1, is_chunked=True)

    street.hall.send(*SEVEN)

    assert heard(phone) == b"%x\r\n%b\r\n" % (len(FRAME), FRAME)


def test_a_phone_that_never_reads_is_let_go_and_holds_nothing(street):
    slow, quick = street.phone(1), street.phone(2)

    for version in range(10_000):
        street.hall.send(version, "board", "{}")
        if len(street.hall) == 1:
            break
        assert heard(quick)

    frame = Frame(f"id: {version}\nevent: board\ndata: {{}}\n\n").plain
    left = heard(slow)
    assert left.endswith(b"<end>")
    assert len(left) < version * len(frame), "it was told more than it read"
    assert (len(street.hall), len(street.places)) == (1, 1)
    assert heard(quick).startswith(b"id: ")


def test_a_phone_that_left_is_forgotten_at_the_next_frame(street):
    street.phone(1).close()

    street.hall.send(*SEVEN)

    assert (len(street.hall), street.hall._of, len(street.places)) == (0, {}, 0)


def test_a_phone_whose_place_was_needed_is_forgotten_too(street):
    phone = street.phone(1)

    street.places.make_room()
    street.hall.send(*SEVEN)

    assert len(street.hall) == 0
    assert heard(phone) == b"<end>"


def test_phones_are_turned_away_before_anything_else_suffers(street, monkeypatch):
    monkeypatch.setattr(streams, "MOST_STREAMS", 2)
    kept = [street.phone(1), street.phone(2)]

    with pytest.raises(Unavailable):
        street.hall.listen(3)
    street.hall.send(*SEVEN)
    assert [heard(phone) for phone in kept] == [FRAME, FRAME]


def test_every_phone_hears_one_frame_after_the_other(street):
    """However many are told in one go, and whatever is told meanwhile."""
    phones = [street.phone(n) for n in range(3 * YIELD_EVERY)]

    both = [gevent.spawn(street.hall.send, version, "board", "{}") for version in (1, 2)]
    gevent.joinall(both, raise_error=True)

    one_and_two = b"id: 1\nevent: board\ndata: {}\n\nid: 2\nevent: board\ndata: {}\n\n"
    assert {heard(phone) for phone in phones} == {one_and_two}


def test_asking_for_the_head_of_a_stream_holds_none(served, manager):
    key = manager.press("/tickets", {"service_id": "LLTP"}, status=201)["key"]
    head = served.built.flask.test_client().head(f"/t/{key}/events", buffered=False)

    assert head.status_code == 200
    assert head.headers["X-Accel-Buffering"] == "no"
    assert len(served.built.streams) == 0


def test_of_one_key_the_three_newest_listen_and_the_others_are_told_to_go(street):
    phones = [street.phone(7) for _ in range(5)]
    another = street.phone(8)

    street.hall.send(*SEVEN)

    gone = GOODBYE.plain + b"<end>"
    assert [heard(phone) for phone in phones] == [gone, gone, FRAME, FRAME, FRAME]
    assert heard(another) == FRAME
    assert (len(street.hall), len(street.places)) == (4, 4)


@pytest.mark.slow
def test_a_phone_hears_a_change_over_http(running):
    manager = running.caller(running.token("manager", "manager"))
    issue = f"{running.url}/api/v1/tickets"
    key = manager.post(issue, json={"service_id": "LLTP"}).json()["key"]

    with requests.get(f"{running.url}/t/{key}/events", stream=True, timeout=20) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        assert next(lines) == "retry: 2000"
        manager.post(issue, json={"service_id": "LLTP"})
        # The message of the first number may come first: it was on its way when the stream opened.
        heard = itertools.dropwhile(lambda line: '"A002"' not in line, lines)
        assert '"came":[{"place":1,"number":"A002"}]' in next(heard)
