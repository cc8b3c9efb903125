"""An answer that somebody else goes on with: after its beginning its connection is theirs."""

import gc

import gevent
import pytest
from doors import HOST, heard, heard_until, is_closed, said_back

BEGINNING = b"the beginning"


class Taker:
    """Takes connections, and goes on with them."""

    def __init__(self) -> None:
        self.taken = []

    def __call__(self, sock, place, *, is_chunked):
        self.taken.append((sock, place, is_chunked))

    def app(self, environ, start_response):
        """Hands every connection over but those that want an ordinary answer."""
        if environ["PATH_INFO"] == "/ordinary":
            return said_back(environ, start_response)
        environ["luot.place"].handed_to = self
        start_response("200 OK", [])
        return iter([BEGINNING])


@pytest.fixture
def taker():
    it = Taker()
    yield it
    for sock, _place, _is_chunked in it.taken:
        sock.close()


def get(version, method=b"GET"):
    return method + b" / HTTP/" + version + b"\r\n" + HOST + b"\r\n"


@pytest.mark.parametrize(
    ("version", "begins", "is_in_chunks"),
    [(b"1.1", b"d\r\nthe beginning\r\n", True), (b"1.0", BEGINNING, False)],
)
def test_after_its_beginning_an_answer_is_somebody_elses(
    serve, connect, taker, version, begins, is_in_chunks
):
    phone = connect(serve(taker.app), get(version))
    said = heard_until(phone, begins)

    [(sock, place, is_chunked)] = taker.taken
    assert said.endswith(b"\r\n\r\n" + begins)
    assert is_chunked == is_in_chunks
    sock.send(b"and on it goes")
    assert phone.recv(65536) == b"and on it goes"
    sock.close()
    place.left()
    assert phone.recv(1) == b""


def test_whoever_takes_a_connection_keeps_no_greenlet_for_it(serve, connect, taker):
    gc.collect()
    before = sum(isinstance(it, gevent.Greenlet) for it in gc.get_objects())
    server = serve(taker.app, most=100, most_each=100)
    for _ in range(50):
        heard_until(connect(server, get(b"1.1")), BEGINNING)
    gevent.sleep(0)
    gc.collect()

    assert len(taker.taken) == len(server.places) == 50
    assert sum(isinstance(it, gevent.Greenlet) for it in gc.get_objects()) < before + 5


def test_its_place_stays_taken_and_can_be_needed_by_others(serve, connect, taker):
    server = serve(taker.app, most=2)
    first, second = [connect(server, get(b"1.1")) for _ in range(2)]
    for it in (first, second):
        heard_until(it, BEGINNING)
    assert len(server.places) == 2

    heard_until(connect(server, get(b"1.1")), BEGINNING)

    assert is_closed(first)
    assert len(server.places) == 2


def test_nothing_is_handed_over_where_only_the_head_is_asked_for(serve, connect, taker):
    phone = connect(serve(taker.app), get(b"1.1", b"HEAD"))
    head = heard_until(phone, b"\r\n\r\n")
    phone.sendall(get(b"1.1").replace(b" / ", b" /ordinary "))

    assert BEGINNING not in head
    assert heard_until(phone, b"ok").startswith(b"HTTP/1.1 200")
    assert taker.taken == []


def test_a_connection_that_could_not_be_taken_leaves_its_place(serve, connect):
    def fails(sock, place, *, is_chunked):
        raise OSError(22, "an invalid argument")

    def app(environ, start_response):
        environ["luot.place"].handed_to = fails
        start_response("200 OK", [])
        return iter([BEGINNING])

    server = serve(app)
    assert BEGINNING in heard(connect(server, get(b"1.1")))
    assert len(server.places) == 0
