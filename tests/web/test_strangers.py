"""At the door: whose name, whose turn, how often; and nothing from outside writes the log."""

import io
import json
import logging

import gevent
import pytest
from gevent.event import Event

from queue_server.cli.access import new_token
from queue_server.hall.rules.roles import Role
from queue_server.kernel import limits, logs
from queue_server.kernel.limits import Bucket, Buckets, house
from queue_server.realtime import sockets
from queue_server.web.kit.access import hashing, strangers
from queue_server.web.kit.access.lane import REST_S, Lane
from queue_server.web.kit.refusals import Crowded
from run import build

KIOSK = "/kiosk/"


@pytest.fixture
def ticket(manager):
    return manager.press("/tickets", {"service_id": "LLTP"}, status=201)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "", "x@localhost.evil", "[::"]
)
def test_a_request_for_another_host_is_refused_everywhere(served, manager, host):
    for path in ("/", "/api/v1/board", "/socket.io/?EIO=4&transport=polling"):
        answer = manager.get(path, headers={"Host": host})
        assert answer.status_code == 421, path


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:1", "hub.example"]
)
def test_this_servers_names_are_known(settings, served, host):
    named = build(settings.changed(names="hub.example"))
    client = named.flask.test_client()

    assert client.get("/healthz", headers={"Host": host}).status_code == 200
    named.store.close()


@pytest.mark.parametrize("path", ["/language/x%0aFORGED", "/%00", "/t/x%0d%0a", "/static/%1b"])
def test_an_address_with_control_characters_is_no_page(served, caplog, path):
    assert served.caller().get(path).status_code == 404
    assert caplog.text == ""


@pytest.mark.parametrize("query", ["back=/%0aevil", "back=%7f", "q=%1B"])
def test_a_question_with_control_characters_is_refused(served, query):
    assert served.caller().get(f"/language/vi?{query}").status_code == 400


def test_a_language_that_nobody_speaks_here_is_no_page(served):
    answer = served.caller().get("/language/xx")

    assert (answer.status_code, "Set-Cookie" in answer.headers) == (404, False)


@pytest.mark.parametrize("header", strangers.PASSED_ON)
def test_open_devices_let_in_this_computer_and_nobody_behind_a_proxy(settings, served, header):
    demo = build(settings.changed(open_devices=True))
    client = demo.flask.test_client()

    assert client.get(KIOSK).status_code == 200
    assert client.get(KIOSK, headers={header: "192.0.2.7"}).status_code == 401
    demo.store.close()
    behind = build(settings.changed(open_devices=True, proxy="127.0.0.1"))
    assert behind.flask.test_client().get(KIOSK).status_code == 401
    behind.store.close()


def test_every_answer_of_the_sockets_has_the_security_headers(served):
    caller = served.caller()
    for path in ("/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=3", "/socket.io/?sid=x"):
        answer = caller.get(path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("method", ["HEAD", "PUT", "OPTIONS", "DELETE"])
def test_the_sockets_say_which_methods_they_take(served, method, monkeypatch):
    at_once(monkeypatch)

    answer = served.built.flask.test_client().open("/socket.io/?EIO=4", method=method)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, POST")


def at_once(monkeypatch):
    """A refusal is not held back."""
    for module in (strangers, sockets):
        monkeypatch.setattr(module, "HELD_S", 0)


def test_a_polling_screen_says_only_what_screens_say_and_not_too_much(served, monkeypatch, caplog):
    at_once(monkeypatch)
    client = served.built.flask.test_client()
    opened = client.get("/socket.io/?EIO=4&transport=polling").text
    sid = json.loads(opened[1:])["sid"]
    path = f"/socket.io/?EIO=4&transport=polling&sid={sid}"

    assert client.post(path, data="40/board,").status_code == 200
    for said in ("x", "42[]", '42/board,["catch_up"', "3\x1ex", "d=3", b"\xff", "3" * 20_000):
        assert client.post(path, data=said).status_code == 400
    statuses = {client.post(path, data="3").status_code for _ in range(100)}

    assert statuses == {200, 400}
    assert "Traceback" not in caplog.text


def test_sessions_of_screens_are_bounded_and_a_known_device_always_comes_in(
    served, manager, monkeypatch
):
    at_once(monkeypatch)
    monkeypatch.setattr("queue_server.realtime.sockets.MOST_OF_ONE_ADDRESS", 2)
    path = "/socket.io/?EIO=4&transport=polling"
    client = served.built.flask.test_client()

    answers = [client.get(path) for _ in range(4)]

    assert [a.status_code for a in answers] == [200, 200, 503, 503]
    assert answers[-1].headers["Retry-After"]
    assert manager.get(path).status_code == 200


def test_a_board_that_was_let_in_keeps_its_place_and_the_token_leaves_the_address(
    served, monkeypatch
):
    at_once(monkeypatch)
    monkeypatch.setattr("queue_server.realtime.sockets.MOST_OF_ONE_ADDRESS", 0)
    token = new_token(served.built.hall, "board1", Role.DISPLAY)
    board, stranger = (served.built.flask.test_client() for _ in range(2))
    sockets_path = "/socket.io/?EIO=4&transport=polling"

    first = board.get(f"/display/?device={token}")
    stranger.get("/display/?device=nonsense")

    assert (first.status_code, first.headers["Location"]) == (303, "/display/")
    assert token not in first.headers["Set-Cookie"]
    assert board.get(sockets_path).status_code == 200
    assert stranger.get(sockets_path).status_code == 503
    assert board.post("/api/v1/tickets", json={"service_id": "LLTP"}).status_code == 401


def test_one_address_asks_so_often_and_a_known_device_more(served, manager, monkeypatch):
    at_once(monkeypatch)
    monkeypatch.setattr(strangers, "ASKS_AT_ONCE", 3)
    monkeypatch.setattr(strangers, "ASKS_PER_S", 0.001)
    few = build(served.built.settings)
    stranger = few.flask.test_client()

    answers = [stranger.get("/healthz") for _ in range(4)]
    known = [few.flask.test_client().get("/healthz", headers=manager.headers) for _ in range(9)]

    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert {a.status_code for a in known} == {200}
    few.store.close()


def test_with_one_key_so_much_is_asked_and_no_more(served, ticket, manager, monkeypatch):
    at_once(monkeypatch)
    path = f"/t/{ticket['key']}/qr.svg"
    stranger = served.caller()

    statuses = [stranger.get(path).status_code for _ in range(200)]

    assert statuses.index(429) >= 100
    assert manager.get(path).status_code == 200


def test_addresses_take_turns_and_who_waits_too_long_is_told_so():
    lane, done = Lane(1, 0.2), []

    def asks(who, rest=gevent.sleep):
        lane.enter(who)
        done.append(who)
        rest(0)
        lane.leave()

    asking = [gevent.spawn(asks, who) for who in ("a", "a", "a", "b")]
    gevent.joinall(asking)
    assert done == ["a", "a", "b", "a"]

    lane.enter("a")
    with pytest.raises(Crowded):
        lane.enter("b")
    lane.leave()
    lane.enter("b")


def test_after_each_turn_the_lane_rests_though_nobody_waits_in_it():
    """One that asks again at once, and is answered from memory, would never wait."""
    lane, done = Lane(1, 1), []
    others = gevent.spawn_later(REST_S / 2, done.append, "a press")

    for _ in range(2):
        lane.enter("a")
        done.append("a")
        lane.leave()
    others.join()

    assert done == ["a", "a press", "a"]


def test_a_turn_that_comes_as_somebody_gives_up_is_not_lost():
    lane = Lane(1, 0.05)
    lane.enter("a")
    waits = gevent.spawn(lane.enter, "b")
    gevent.sleep(0)
    lane.leave()
    waits.join()
    lane.leave()

    lane.enter("c")


def test_two_passwords_are_checked_at_once_and_no_more(monkeypatch):
    checking, most, go = [], [], Event()

    def slow(kept, password):
        checking.append(1)
        most.append(len(checking))
        go.wait()
        checking.pop()
        return True

    monkeypatch.setattr(hashing, "_check", slow)
    asked = [gevent.spawn(hashing.is_right, "kept", "x") for _ in range(9)]
    gevent.sleep(0)
    go.set()
    gevent.joinall(asked)

    assert max(most) == hashing.AT_ONCE
    assert all(one.value for one in asked)


@pytest.mark.parametrize("path", ["/", "/display/", "/api/openapi.json", "QR"])
def test_what_is_the_same_for_all_is_kept_and_known_by_its_tag(served, ticket, path):
    path = f"/t/{ticket['key']}/qr.svg" if path == "QR" else path
    first = served.caller().get(path)

    again = served.caller().get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


def test_a_kept_board_shows_every_change_at_once(served, manager):
    before = served.caller().get("/display/").headers["ETag"]

    manager.press("/tickets", {"service_id": "LLTP"}, status=201)

    assert served.caller().get("/display/").headers["ETag"] != before


def test_a_kept_page_is_not_another_languages_or_somebody_elses(served):
    vietnamese = served.caller().get("/").text
    english = served.caller().get("/?lang=en").text
    manager = served.browser("manager").get("/").text

    assert len({vietnamese, english, manager}) == 3


def test_405_says_what_is_allowed(manager):
    assert manager.post("/api/v1/board").headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/healthz/", "/sign-in/", "/api/v1/board/"])
def test_a_slash_too_many_leads_to_the_page(served, path):
    answer = served.caller().get(path)

    assert (answer.status_code, answer.headers["Location"]) == (308, path.rstrip("/"))


def test_a_slash_behind_a_citizens_link_leads_to_their_page(served, ticket):
    answer = served.caller().get(f"/t/{ticket['key']}/")

    assert answer.headers["Location"] == f"/t/{ticket['key']}"


@pytest.mark.parametrize("raw", ['{"service_id": "LLTP", "service_id": "YTE"}', '{"a": 1, "a": 1}'])
def test_a_field_that_is_there_twice_is_refused(manager, raw):
    answer = manager.client.post("/api/v1/tickets", data=raw, headers=manager.headers)

    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")


def test_a_bucket_gives_what_it_has_and_fills_with_time(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    bucket = Bucket(2, 1)

    assert [bucket.take(), bucket.take()] == [0.0, 0.0]
    assert bucket.take() == pytest.approx(1.0)
    now[0] = 1.0
    assert bucket.take() == 0.0


def test_made_up_callers_fill_no_memory(monkeypatch):
    monkeypatch.setattr(limits, "MOST_KNOWN", 3)
    buckets = Buckets(1, 0.001)
    assert buckets.take("real") == 0.0

    for n in range(100):
        buckets.take("real")
        buckets.take(n)

    assert buckets.take("real") > 0
    assert len(buckets._buckets) <= 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_an_ipv6_house_is_one_caller(one, other, same):
    assert (house(one) == house(other)) is same


@pytest.fixture
def log():
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.Escaping(logs.LINE))
    handler.addFilter(logs.Limited())
    logger = logging.getLogger("luot-test")
    logger.addHandler(handler)
    logger.propagate = False
    logs.request_id.set("")  # nobody asks
    yield logger, out
    logger.removeHandler(handler)


def test_whatever_is_logged_is_one_line_and_readable(log):
    logger, out = log
    said = ("x\n2026-11-25 WARNING forged\r\x1b[2J\u202e\u2028\ud800 Lượt",)
    # Past whoever else listens to a logger: not everybody can carry a lone surrogate.
    logger.handlers[0].handle(
        logger.makeRecord(logger.name, logging.WARNING, "", 0, "from %s", said, None)
    )

    assert out.getvalue().count("\n") == 1
    assert out.getvalue().isprintable() or out.getvalue()[:-1].isprintable()
    assert out.getvalue().endswith("Lượt\n")


def test_no_line_of_a_traceback_looks_like_one_of_the_log(log):
    logger, out = log
    try:
        raise ValueError("x\n2026-11-25 00:00:00 WARNING forged\u2028y")
    except ValueError:
        logger.exception("failed")

    first, *others = out.getvalue().splitlines()
    assert first.endswith("failed")
    assert all(line.startswith(logs.BESIDE) for line in others)


def test_of_one_kind_few_lines_a_minute_and_then_how_many_were_left_out(log, monkeypatch):
    logger, out = log
    now = [0.0]
    monkeypatch.setattr(logs.time, "monotonic", lambda: now[0])

    def say(n):
        logger.warning("again %d", n)

    for n in range(100):
        say(n)
    assert out.getvalue().count("again") == logs.MOST_A_MINUTE
    logger.warning("something else")
    assert "something else" in out.getvalue()
    now[0] = 61.0
    say(100)
    assert "again 100 (and 90 more like the last ones)" in out.getvalue()


def test_what_fails_is_logged_without_a_citizens_key(served, ticket, caplog):
    def broken(key):
        raise RuntimeError("inside")

    broken.allowed = frozenset()
    served.built.flask.view_functions["phone.status"] = broken

    assert served.caller().get(f"/t/{ticket['key']}").status_code == 500
    assert ticket["key"] not in caplog.text
    assert "/t/<key>" in caplog.text
