"""No loop of live messages ends, spins or falls silent because of one fault, wherever it falls."""

import json

import gevent
import pytest
import redis as redis_library
from faults import Defect, Faults, greenlets_ended, soon
from story import Day

from queue_server.hall.refusals import UnknownService
from queue_server.kernel import codec, loops
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.refusals import Unavailable
from queue_server.kernel.view_models import encoded
from queue_server.realtime import bell as bells
from queue_server.realtime import broadcast as broadcasts
from queue_server.realtime.bell import Bell
from queue_server.realtime.broadcast import Broadcast
from queue_server.turns.commands.issuing import issue

ERRORS = [Defect, UnknownService(service="X"), Unavailable(seconds=1), gevent.Timeout(1)]
SECONDS = 1000.0


@pytest.fixture
def database(tmp_path):
    """One engine: the loops do not know which."""
    return f"sqlite:///{tmp_path}/hall.db"


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """Loops try again at once, and no heartbeat and no look comes to help."""
    monkeypatch.setattr(loops, "AGAIN_S", 0.001)
    monkeypatch.setattr(broadcasts, "BREATH_S", 0.001)
    monkeypatch.setattr(broadcasts, "HEARTBEAT_S", SECONDS)
    monkeypatch.setattr(broadcasts, "PHONE_HEARTBEAT_S", SECONDS)
    monkeypatch.setattr(broadcasts, "LOOK_S", SECONDS)
    monkeypatch.setattr(bells, "AWAY_S", 0.001)
    with greenlets_ended():
        yield


class Lobby:
    """Boards and phones: what they heard, as (event, message)."""

    def __init__(self) -> None:
        self.boards, self.phones = [], []

    def emit(self, event, message):
        self.boards.append((event, json.loads(encoded(message))))

    def send(self, version, event, data):
        self.phones.append((event, json.loads(data)))

    def know(self, version: int, *kinds: str) -> bool:
        """Has every screen heard of this version, by an event of these kinds?"""
        return all(
            any(event in kinds and message["version"] == version for event, message in heard)
            for heard in (self.boards, self.phones)
        )


def version(hall):
    return hall.ask(lambda view: view.version)


def hears_of_a_press(hall, lobby):
    """Somebody takes a number: is it told, or was it only said that there is a gap?"""
    hall.do(issue, "LLTP", by="kiosk1")
    soon(lambda: lobby.know(version(hall), "board", "beat"))
    return lobby.know(version(hall), "board")


def start(hall, lobby, faults):
    """A broadcast whose every step may fail."""
    watched = faults.watch(hall, "ask")
    it = Broadcast(hall, faults.step(lobby.emit), faults.watch(lobby, "send"))
    it._hall = watched
    it.start()
    return it


@pytest.mark.parametrize("error", ERRORS, ids=lambda it: getattr(it, "__name__", type(it).__name__))
def test_whatever_fails_every_screen_hears_of_the_newest_version_and_of_the_next(hall, error):
    beats = 5  # the steps of the first heartbeats and of the first look
    for at in range(1, beats + 7):
        lobby, faults = Lobby(), Faults(at, error)
        start(hall, lobby, faults)

        while not faults.happened:
            steps = faults.steps
            hall.do(issue, "LLTP", by="kiosk1")
            soon(lambda steps=steps, faults=faults: faults.steps > steps)
        soon(lambda lobby=lobby, at=at: at <= beats or lobby.know(version(hall), "board", "beat"))

        assert any(hears_of_a_press(hall, lobby) for _ in range(3)), "a turn that fails skips one"


def test_an_event_of_another_version_is_left_behind_and_the_beat_tells_of_the_gap(
    day, hall, database, clock, monkeypatch
):
    lobby = Lobby()
    start(hall, lobby, Faults(at=10**6))
    monkeypatch.delitem(codec._EVENTS, "CounterOpened")
    newer_version = open_store(database, clock)

    Day(Hall(newer_version, hall.id), clock).clerk(2)
    newer_version.close()
    hall.changed()
    unreadable = version(hall)
    soon(lambda: lobby.know(unreadable, "beat"))

    assert any(hears_of_a_press(hall, lobby) for _ in range(3)), "what can be read is not told"
    assert not lobby.know(unreadable, "board")


@pytest.fixture
def errand(hall, database, clock):
    """The same hall in another process, as far as this one can see."""
    store = open_store(database, clock)
    yield Hall(store, hall.id)
    store.close()


def test_the_beat_says_which_version_the_messages_have_reached(hall, errand):
    lobby = Lobby()
    it = start(hall, lobby, Faults(at=10**6))
    soon(lambda: lobby.boards)
    told = version(hall)
    errand.do(issue, "LLTP", by="test")

    it._beat_boards()

    [_, (_, beat)] = [heard for heard in lobby.boards if heard[0] == "beat"]
    assert (beat["told"], beat["version"]) == (told, told + 1)


def test_what_an_errand_changes_is_told_though_nobody_rings(hall, errand, monkeypatch):
    monkeypatch.setattr(broadcasts, "LOOK_S", 0.001)
    lobby, kept = Lobby(), []
    hall.listen(lambda: kept.append("forgotten"))
    start(hall, lobby, Faults(at=10**6))
    soon(lambda: lobby.boards)

    errand.do(issue, "LLTP", by="test")

    soon(lambda: lobby.know(version(hall), "board"))
    assert kept


def test_a_listener_that_fails_spoils_neither_the_press_nor_the_other_listeners(hall):
    heard = []

    def fails():
        raise Defect

    hall.listen(fails)
    hall.listen(lambda: heard.append(1))
    hall.ring(fails)

    assert hall.do(issue, "LLTP", by="kiosk1").number == "A001"
    assert heard == [1]


class FakeRedis:
    """As much of a Redis as the bell needs: what is published is heard."""

    def __init__(self, faults: Faults) -> None:
        self._bells = gevent.queue.Queue()
        for step in ("publish", "pubsub", "subscribe", "get_message", "ping"):
            setattr(self, step, faults.step(getattr(self, f"_{step}")))

    def _publish(self, _channel, _data):
        self._bells.put(b"")

    def _pubsub(self, **_options):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    def _subscribe(self, _channel):
        pass

    def _get_message(self, timeout):
        try:
            return self._bells.get(timeout=timeout)
        except gevent.queue.Empty:
            return None

    def _ping(self):
        self._bells.put(b"pong")


@pytest.mark.parametrize(
    "error",
    [Defect, redis_library.ConnectionError, *ERRORS[2:]],
    ids=lambda it: getattr(it, "__name__", type(it).__name__),
)
def test_whatever_fails_the_bell_rings_and_is_heard_again(hall, monkeypatch, error):
    monkeypatch.setattr(bells, "QUIET_S", 0.002)
    rings = []
    hall.listen(lambda: rings.append(1))
    for at in range(1, 9):
        faults = Faults(at, error)
        it = Bell(hall, "redis://127.0.0.1:9/0")
        it._redis = FakeRedis(faults)
        it.start()
        soon(lambda it=it, faults=faults: it._pulled.set() or faults.happened)

        before = len(rings)
        it._pulled.set()

        soon(lambda before=before: len(rings) > before)
        soon(lambda it=it: not it._pulled.is_set())
