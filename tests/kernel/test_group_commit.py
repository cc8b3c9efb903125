"""Whoever comes first does the work of all who wait, and nobody is left without an answer."""

import threading
import time

import pytest
from hall_clock import HandClock

from queue_server.kernel import group_commit
from queue_server.kernel.group_commit import GroupCommit
from queue_server.kernel.live import LiveHall
from queue_server.kernel.refusals import Unavailable


def doing(units):
    for unit in units:
        unit.succeed(unit.work(None))


@pytest.fixture
def held():
    """A line whose first batch waits for `go`; gives the line, its batches and `go`."""
    batches, go = [], threading.Event()

    def run(units):
        batches.append([unit.work(None) for unit in units])
        assert go.wait(10)
        doing(units)

    return GroupCommit(run), batches, go


def asked_by(line, several, before=0):
    """Threads that each wait for an answer; gives them and the answers, once they all wait."""
    answers: list = []
    threads: list[threading.Thread] = []
    for n in several:
        threads.append(threading.Thread(target=lambda n=n: answers.append(line.do(lambda _: n))))
        threads[-1].start()
        wait_until(lambda: line._is_led and len(line._waiting) == before + len(threads) - 1)
    return threads, answers


def wait_until(is_so):
    until = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.001)


@pytest.mark.parametrize(
    ("most", "together"),
    [(256, [[0], [1, 2, 3, 4, 5, 6, 7]]), (3, [[0], [1, 2, 3], [4, 5, 6], [7]])],
)
def test_those_who_wait_while_one_is_served_are_served_together(held, monkeypatch, most, together):
    """So many at a time; everybody is answered."""
    monkeypatch.setattr(group_commit, "MOST_AT_ONCE", most)
    line, batches, go = held
    threads, answers = asked_by(line, range(8))

    go.set()
    for thread in threads:
        thread.join(10)

    assert sorted(answers) == list(range(8))
    assert batches == together


def test_who_asks_again_at_once_does_not_push_before_those_who_wait():
    """With a lock it did, and every unit was committed alone."""
    batches = []

    def run(units):
        batches.append(len(units))
        time.sleep(0.005)  # as a commit takes a while
        doing(units)

    line = GroupCommit(run)
    people = [
        threading.Thread(target=lambda: [line.do(lambda _: None) for _ in range(10)])
        for _ in range(20)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert sum(batches) == 200
    assert len(batches) <= 50


def test_whoever_is_stopped_while_waiting_leaves_the_line_to_the_others(held, monkeypatch):
    line, batches, go = held
    threads, _ = asked_by(line, range(1))

    class Stopped(group_commit.Signal):
        def wait(self):
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(group_commit, "Signal", Stopped)
        with pytest.raises(KeyboardInterrupt):
            line.do(lambda _: "stopped")
    more, _ = asked_by(line, [1], before=1)
    go.set()
    for thread in (*threads, *more):
        thread.join(10)

    assert batches == [[0], [1]]
    assert line.do(lambda _: "next") == "next"


def test_more_than_should_wait_are_sent_away(monkeypatch):
    monkeypatch.setattr(group_commit, "MOST_WAITING", 0)

    with pytest.raises(Unavailable):
        GroupCommit(doing).do(lambda _: 1)


class Stopped:
    """An engine that is stopped in the middle of a commit."""

    def transact(self, live, units):
        raise KeyboardInterrupt


def test_whoever_is_stopped_while_working_for_all_leaves_nobody_hanging():
    unit = group_commit.Unit(lambda _: 1)

    with pytest.raises(KeyboardInterrupt):
        LiveHall("hall", HandClock(), Stopped())._run([unit])
    with pytest.raises(Unavailable):
        unit.result()
