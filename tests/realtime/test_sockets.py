"""Screens hear every change once, in order, and are told what they missed."""

import socket

import pytest
from screens import Lines, Screen

pytestmark = pytest.mark.slow
HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\nOrigin: {origin}\r\n"
    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
)


@pytest.fixture(scope="module")
def manager(running):
    return running.caller(running.token("manager", "manager"))


@pytest.fixture
def screen(running):
    it = Screen(running)
    yield it
    it.client.disconnect()


def issue(running, manager):
    return manager.post(f"{running.url}/api/v1/tickets", json={"service_id": "LLTP"}).json()


def test_one_message_per_change_in_the_order_of_versions(running, manager, screen):
    before = screen.catch_up()["snapshot"]["version"]

    numbers = [issue(running, manager)["number"] for _ in range(5)]
    heard = [screen.next() for _ in range(5)]

    assert [m["version"] for m in heard] == list(range(before + 1, before + 6))
    told = [it["number"] for m in heard for q in m["queues"].values() for it in q.get("came", ())]
    assert [number for number in told if number in numbers] == numbers


def test_a_screen_that_missed_something_gets_just_that(running, manager, screen):
    version = screen.catch_up()["snapshot"]["version"]
    issue(running, manager), issue(running, manager)

    missed = screen.catch_up(version)["messages"]

    assert [m["version"] for m in missed] == [version + 1, version + 2]


def test_a_version_that_is_none_gets_the_whole_board(screen):
    for version in (None, -1, 10**9, "x", 1.5, True, {"a": 1}):
        assert "snapshot" in screen.catch_up(version)


def test_a_screen_of_another_epoch_gets_the_whole_board(running, manager, screen):
    snapshot = screen.catch_up()["snapshot"]

    assert "messages" in screen.catch_up(snapshot["version"], snapshot["epoch"])
    assert "snapshot" in screen.catch_up(snapshot["version"], snapshot["epoch"] + 1)


def test_a_snapshot_and_the_messages_tell_the_same(running, manager, screen):
    lines = Lines(screen.catch_up()["snapshot"])
    for _ in range(3):
        issue(running, manager)
        lines.hear(screen.next())

    after = Lines(screen.catch_up()["snapshot"])
    assert (lines.waiting, lines.order) == (after.waiting, after.order)


def test_long_polling_works_where_websockets_do_not(running, manager):
    screen = Screen(running, transport="polling")
    issue(running, manager)

    assert screen.next()["version"]
    screen.client.disconnect()


def test_a_heart_beats_with_the_version_and_says_whether_the_hall_is_open(screen):
    beat = screen.beats.get(timeout=15)

    facts = {"version", "told", "epoch", "now", "is_open", "open_note"}
    assert set(beat) == facts
    assert (beat["is_open"], beat["open_note"]["vi"]) == (True, "Đang mở, đến 11:30")


def handshake(running, origin) -> bytes:
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as raw:
        raw.sendall(HANDSHAKE.format(port=running.port, origin=origin).encode())
        return raw.recv(4096)


def test_idle_sockets_are_never_compressed(running):
    answer = handshake(running, running.url)

    assert answer.startswith(b"HTTP/1.1 101")
    assert b"permessage-deflate" not in answer


def test_another_sites_page_cannot_listen(running):
    assert handshake(running, "https://elsewhere.example").startswith(b"HTTP/1.1 400")
