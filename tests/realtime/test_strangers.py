"""What strangers send is bounded: connections, heads, frames, and what they may say."""

import socket
from io import BytesIO

import gevent
import pytest
from attacks import UPGRADE, frame
from doors import HOST, heard, is_closed, said_back

from queue_server.realtime import heads, places, websockets, wires
from queue_server.realtime.heads import Unreadable
from queue_server.realtime.open_files import room_for
from queue_server.realtime.places import AT_ONCE
from queue_server.realtime.websockets import MOST_BEHIND, Behind, Websocket, is_known

ENDLESS = 4000  # questions; gevent lets others in every 5 ms


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Refusals are not held back: the tests wait for nothing."""
    for module in (wires, websockets):
        monkeypatch.setattr(module, "HELD_S", 0)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: +1\r\n\r\nx", b"400"),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1_0\r\n\r\n" + b"x" * 10, b"400"),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"411"),
        (b"GET / HTTP/1.1\r\n" + HOST * 2 + b"\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET /\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n" + HOST + b" folded: x\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: \x00\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X : y\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"x" * heads.MOST_BYTES + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: y\r\n" * heads.MOST_HEADERS + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nUpgrade: x\r\n\r\nx", b"400"),
    ],
)
def test_what_two_servers_might_read_in_two_ways_is_refused_and_the_connection_ends(
    serve, connect, head, status
):
    answer = heard(connect(serve(), head))

    assert answer.startswith(b"HTTP/1.1 " + status)
    assert answer.count(b"HTTP/1.1") == 1


def test_a_head_without_end_is_read_no_further_than_its_bound():
    endless = BytesIO(b"X: " + b"x" * 10_000_000)

    with pytest.raises(Unreadable):
        heads.read(endless)
    assert endless.tell() <= heads.MOST_BYTES + 1


def test_who_asks_without_end_has_not_every_turn(serve, connect):
    """What is answered from memory waits for nothing: between two answers others get theirs."""
    answered = []

    def app(environ, start_response):
        answered.append(environ["PATH_INFO"])
        return said_back(environ, start_response)

    server = serve(app)
    asks = b"GET /%s HTTP/1.1\r\n" + HOST + b"\r\n"
    connect(server, asks % b"endless" * ENDLESS)
    once = connect(server, asks % b"once")

    assert once.recv(1)
    assert "/once" in answered[: ENDLESS // 2]


def test_no_body_follows_the_answer_to_head(serve, connect):
    def streams(environ, start_response):
        start_response("200 OK", [])
        return iter([b"never ", b"seen"])

    answer = heard(
        connect(serve(streams), b"HEAD / HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
    )

    assert answer.endswith(b"\r\n\r\n")
    assert b"seen" not in answer
    assert not answer.endswith(b"0\r\n\r\n")


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"G",
        b"GET / HTTP/1.1\r\nX",
        b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\nx",
    ],
)
def test_whoever_does_not_finish_a_request_in_time_is_dropped(serve, connect, monkeypatch, sent):
    server = serve()
    late = connect(server, sent)
    gevent.sleep(0.05)  # it has been read

    monkeypatch.setattr(places.time, "monotonic", after(61))
    server.places.drop_late()

    assert is_closed(late)
    monkeypatch.undo()
    gevent.sleep(0.05)
    assert len(server.places) == 0


def after(seconds, real=places.time.monotonic):
    return lambda: real() + seconds


def holds(server, many):
    """Wait until so many are connected."""
    with gevent.Timeout(10):
        while len(server.places) != many:
            gevent.sleep(0.01)


def test_whoever_goes_before_they_hear_what_was_wrong_leaves_no_trace(
    serve, connect, monkeypatch, capfd
):
    monkeypatch.setattr(wires, "HELD_S", 0.01)
    server = serve()

    for _ in range(5):
        gone = connect(server, b"NO REQUEST\r\n\r\n")
        gevent.sleep(0)
        gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        gone.close()
    holds(server, 0)

    assert "Traceback" not in capfd.readouterr().err


def test_a_connection_that_is_dropped_is_nobodys_bad_request(serve, connect, caplog, capfd):
    server = serve()
    connect(server, b"GET / HTTP/1.1\r\nHost: hall\r\n")
    holds(server, 1)
    gevent.sleep(0.01)  # it waits for the rest of the head

    server.places.make_room()
    holds(server, 0)
    gevent.sleep(0.01)

    assert "cannot be read" not in caplog.text
    assert "Traceback" not in capfd.readouterr().err


def test_an_idle_connection_of_a_stranger_ends_before_one_of_a_known_device(
    serve, connect, monkeypatch
):
    def knows(environ, start_response):
        environ["luot.place"].know(environ["PATH_INFO"] == "/known")
        return said_back(environ, start_response)

    server = serve(knows)
    both = [
        connect(server, b"GET " + path + b" HTTP/1.1\r\n" + HOST + b"\r\n")
        for path in (b"/known", b"/")
    ]
    assert all(b"ok" in it.recv(65536) for it in both)
    gevent.sleep(0.05)

    monkeypatch.setattr(places.time, "monotonic", after(places.BETWEEN_S + 1))
    server.places.drop_late()
    monkeypatch.undo()

    assert is_closed(both[1])
    both[0].sendall(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
    assert b"ok" in both[0].recv(65536)


def test_when_all_places_are_taken_the_silent_stranger_goes_and_the_known_device_stays(
    serve, connect
):
    def knows(environ, start_response):
        environ["luot.place"].know(True)
        return said_back(environ, start_response)

    server = serve(knows, most=2)
    kiosk = connect(server, b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
    assert b"ok" in kiosk.recv(65536)
    silent, asking = connect(server), connect(server, b"GET / HT")
    gevent.sleep(0.05)
    newcomer = connect(server, b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")

    assert b"ok" in newcomer.recv(65536)
    assert is_closed(silent)
    asking.sendall(b"TP/1.1\r\n" + HOST + b"\r\n")
    assert b"ok" in asking.recv(65536)
    kiosk.sendall(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
    assert b"ok" in kiosk.recv(65536)


def test_one_address_takes_its_own_places_and_no_others(serve, connect):
    server = serve(most=10, most_each=2)
    greedy = [connect(server, address="127.0.0.2") for _ in range(4)]
    other = connect(server, address="127.0.0.3")
    gevent.sleep(0.05)

    assert [is_closed(it) for it in greedy[:2]] == [True, True]
    for it in (*greedy[2:], other):
        it.sendall(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
        assert b"ok" in it.recv(65536)


def test_a_trusted_proxy_stands_for_many_addresses_and_is_believed_anyone_else_is_not(
    serve, connect
):
    seen = []

    def notes(environ, start_response):
        seen.append((environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]))
        return said_back(environ, start_response)

    server = serve(notes, most_each=1, proxies=frozenset({"127.0.0.2"}))
    told = b"X-Forwarded-For: 6.6.6.6, 192.0.2.7\r\nX-Forwarded-Proto: https\r\n"
    for address in ("127.0.0.2", "127.0.0.3"):
        it = connect(server, b"GET / HTTP/1.1\r\n" + HOST + told + b"\r\n", address)
        assert b"ok" in it.recv(65536)
    many = [connect(server, address="127.0.0.2") for _ in range(3)]
    gevent.sleep(0.05)

    assert seen == [("192.0.2.7", "https"), ("127.0.0.3", "http")]
    many[0].sendall(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
    assert b"ok" in many[0].recv(65536)


def test_the_limit_of_open_files_is_raised_as_far_as_needed(caplog):
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (600, before[1]))
    room = room_for(500)
    raised = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    resource.setrlimit(resource.RLIMIT_NOFILE, before)

    assert (room, caplog.text) == (500, "")
    assert raised >= 2 * 500


@pytest.mark.parametrize(
    "said",
    [
        "3", "1", "2probe", "5", "40/board,", "40/board,{}", "41/board,",
        '42/board,0["catch_up",7,1]', '42/board,12["catch_up"]',
        '42/board,1["catch_up",{"a":[1]},"x"]',
    ],
)  # fmt: skip
def test_a_screen_says_this(said):
    assert is_known(said)


@pytest.mark.parametrize(
    "said",
    [
        "", "x", "4", "42", "0", "6", b"3", b"\x00", "40", "40/admin,", "44/board,",
        '40/board,{"a":1}',
        '42/board,["catch_up"]', '42/board,1["catch_up",]', '42/board,1["catch_up",1,2,3]',
        '42/board,1[]', '42/board,1[7]', '42/board,1[["catch_up"]]', '42/board,1["connect"]',
        '42/board,1["press",1]', '451-/board,["x",{"_placeholder":true,"num":0}]', "3" * 300,
        '42/board,1["catch_up",' + "[" * 190 + "]", '42["catch_up"]', "40/board,\x1e3",
    ],
)  # fmt: skip
def test_anything_else_is_said_by_no_screen(said):
    assert not is_known(said)


class Engine:
    """What of Engine.IO a websocket sees: it reads until there is no more."""

    def __init__(self):
        self.heard = []

    def __call__(self, websocket):
        while (said := websocket.wait()) is not None:
            self.heard.append(said)
        return []


def websocket(serve, connect):
    engine = Engine()
    it = connect(serve(Websocket(engine, None)), UPGRADE)
    assert b" 101 " in it.recv(65536)
    return it, engine


def sends(it, said):
    """Send until the other end has had enough."""
    try:
        it.sendall(said)
        return is_closed(it)
    except OSError:
        return True


def test_a_flood_of_small_frames_ends_after_some(serve, connect):
    it, engine = websocket(serve, connect)

    assert sends(it, frame(b"3") * 100_000)
    assert len(engine.heard) <= websockets.SAYS_AT_ONCE


def test_a_message_in_endless_pieces_ends_at_its_bound(serve, connect):
    it, engine = websocket(serve, connect)

    it.sendall(frame(b"4", 0x1))
    assert sends(it, frame(b"x" * 4096, 0x0) * 5000)
    assert engine.heard == []


def test_a_message_in_a_few_large_pieces_ends_at_its_bound_too(serve, connect, caplog):
    it, engine = websocket(serve, connect)

    assert sends(it, frame(b"4", 0x1) + frame(b"x" * 4096, 0x0) * 4 + frame(b"x" * 4096, 0x80))
    assert engine.heard == []
    assert "too much" in caplog.text


def test_a_screen_that_says_what_none_says_is_sent_away(serve, connect):
    it, engine = websocket(serve, connect)

    it.sendall(frame(b"3") + frame(b'42/board,1["press"]') + frame(b"3"))
    while it.recv(65536):
        pass
    assert engine.heard == ["3"]


def test_a_handshake_that_is_none_is_a_bad_request(serve, connect):
    bad = UPGRADE.replace(b"Sec-WebSocket-Key", b"X-Key")

    answer = heard(connect(serve(Websocket(Engine(), None)), bad))

    assert answer.startswith(b"HTTP/1.1 400")


def test_what_waits_for_a_screen_that_reads_nothing_is_bounded_and_the_goodbye_still_comes():
    waiting = Behind()
    for n in range(10 * MOST_BEHIND):
        waiting.put(n)
    waiting.put(None)

    assert waiting.qsize() == MOST_BEHIND + 1


def test_whoever_does_not_read_what_is_written_loses_the_connection(serve, connect, monkeypatch):
    def writes(environ, start_response):
        start_response("200 OK", [])
        yield from (b"x" * 1_000_000 for _ in range(100))

    server = serve(writes)
    mute = connect(server, b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
    gevent.sleep(0.2)  # by now the network holds all that it can
    assert len(server.places) == 1

    monkeypatch.setattr(places.time, "monotonic", after(places.WRITING_S + 1))
    server.places.drop_late()
    monkeypatch.undo()
    gevent.sleep(0.05)

    assert len(server.places) == 0
    mute.close()
