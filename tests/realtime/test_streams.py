"""Phones by the thousand hear one frame encoded once; a slow one never grows the memory."""

import itertools

import gevent
import pytest
import requests

from queue_server.kernel.refusals import Unavailable
from queue_server.realtime import streams
from queue_server.realtime.streams import GOODBYE, MOST_BEHIND, Streams


def first_frames(listening, many):
    return list(itertools.islice(listening, many))


def test_every_phone_hears_the_same_frame():
    hall = Streams()
    phones = [hall.listen(n) for n in range(3)]
    assert all(next(phone).startswith(b"retry:") for phone in phones)

    hall.send(7, "board", '{"version":7}')

    frames = {next(phone) for phone in phones}
    assert frames == {b'id: 7\nevent: board\ndata: {"version":7}\n\n'}


def test_a_phone_that_never_reads_is_let_go():
    hall = Streams()
    slow, quick = hall.listen(1), hall.listen(2)
    next(slow), next(quick)

    for version in range(MOST_BEHIND + 1):
        hall.send(version, "board", "{}")
        next(quick)

    assert len(hall) == 1
    assert len(first_frames(slow, 100)) <= MOST_BEHIND


def test_a_phone_that_leaves_is_forgotten():
    hall = Streams()
    phone = hall.listen(1)
    next(phone)

    phone.close()

    assert len(hall) == 0


def test_phones_are_turned_away_before_anything_else_suffers(monkeypatch):
    monkeypatch.setattr(streams, "MOST_STREAMS", 2)
    hall = Streams()
    kept = [hall.listen(1), hall.listen(2)]
    for phone in kept:
        next(phone)

    with pytest.raises(Unavailable):
        hall.listen(3)
    assert len(kept) == 2


def test_what_nobody_reads_takes_no_place_from_a_phone():
    hall = Streams()
    asked = [hall.listen(ticket) for ticket in range(3)]

    assert (len(hall), len(asked)) == (0, 3)


def test_asking_for_the_head_of_a_stream_holds_none(served, manager):
    key = manager.press("/tickets", {"service_id": "LLTP"}, status=201)["key"]
    head = served.built.flask.test_client().head(f"/t/{key}/events", buffered=False)

    assert head.status_code == 200
    assert head.headers["X-Accel-Buffering"] == "no"
    assert len(served.built.streams) == 0


def test_of_one_key_the_three_newest_listen_and_the_others_are_told_to_go():
    hall = Streams()
    phones = [hall.listen(7) for _ in range(5)]
    another = hall.listen(8)
    waits = gevent.spawn(list, hall.listen(7))  # it came first and waits for what comes
    gevent.sleep(0)
    for phone in (*phones, another):
        next(phone)

    assert waits.get(timeout=10)[-1] == GOODBYE
    hall.send(1, "board", "{}")

    assert [first_frames(phone, 9) for phone in phones[:2]] == [[], []]
    assert all(b"event: board" in next(phone) for phone in (*phones[2:], another))
    assert len(hall) == 4
    for phone in (*phones, another):
        phone.close()
    assert (len(hall), hall._of) == (0, {})


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
