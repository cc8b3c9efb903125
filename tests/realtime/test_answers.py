"""A screen that asks is always answered, whatever the hall's memory holds."""

import pytest
from faults import Defect

from queue_server.desks.commands import open_counter
from queue_server.kernel import codec
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.refusals import Unavailable
from queue_server.realtime import sockets
from queue_server.realtime.sockets import NAMESPACE


@pytest.fixture
def database(tmp_path):
    """One engine: the sockets do not know which."""
    return f"sqlite:///{tmp_path}/hall.db"


@pytest.fixture
def ask(served):
    """`ask(event, *facts)`: what a screen is answered."""
    screen = served.built.socketio.test_client(served.built.flask, namespace=NAMESPACE)

    def call(event, *facts):
        return screen.emit(event, *facts, namespace=NAMESPACE, callback=True)

    return call


def test_what_is_asked_with_too_much_or_nonsense_is_answered(ask):
    for facts in ((), (1, 2, 3, 4), ({},), ("x", [])):
        assert ask("catch_up", *facts)
    assert ask("no such event", 1) is not None


def test_what_cannot_be_told_in_messages_is_told_as_a_snapshot(served, manager, ask, monkeypatch):
    before = ask("catch_up")["snapshot"]["version"]
    another = open_store(served.built.settings.database, served.built.clock)
    monkeypatch.delitem(codec._EVENTS, "CounterOpened")  # of another version of this program

    Hall(another, served.built.hall.id).do(open_counter, "Q02", by="lan")
    another.close()

    assert ask("catch_up", before)["snapshot"]["version"] == before + 1


def test_when_nothing_can_be_told_it_says_so(ask, monkeypatch):
    def fails(_view):
        raise Defect

    monkeypatch.setattr(sockets.board, "board", fails)
    assert ask("catch_up") == {"refused": "failed"}


def test_while_the_memory_is_away_it_says_so(ask, served, monkeypatch):
    def away(*_question):
        raise Unavailable(seconds=1)

    monkeypatch.setattr(served.built.hall, "ask", away)
    assert ask("catch_up", 1)["refused"] == Unavailable.code
