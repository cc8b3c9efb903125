"""Whoever comes first does the work of all who wait, and nobody is left without an answer."""

import pytest

from queue_server.domain.refusals import Unavailable
from queue_server.store import batch, postgres, together
from queue_server.store.together import Together


def doing(units):
    for unit in units:
        unit.succeed(unit.work(None))


def test_everybody_is_answered_when_more_wait_than_are_taken_at_a_time(monkeypatch):
    monkeypatch.setattr(batch, "MOST_AT_ONCE", 3)
    line = Together(doing)
    before = [together.Unit(lambda _, n=n: n) for n in range(7)]
    line._waiting.extend(before)  # their callers wait for their turn to lead

    assert line.do(lambda _: "mine") == "mine"
    assert [unit.result() for unit in before] == list(range(7))


def test_more_than_should_wait_are_sent_away(monkeypatch):
    monkeypatch.setattr(batch, "MOST_WAITING", 0)

    with pytest.raises(Unavailable):
        Together(doing).do(lambda _: 1)


def test_whoever_is_stopped_while_working_for_all_leaves_nobody_hanging(monkeypatch):
    store = object.__new__(postgres.PostgresStore)

    def stopped(_work):
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_with_connection", stopped)
    unit = together.Unit(lambda _: 1)

    with pytest.raises(KeyboardInterrupt):
        store._commit("hall", [unit])
    with pytest.raises(Unavailable):
        unit.result()
