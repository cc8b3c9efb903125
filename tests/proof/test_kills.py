"""Killed at any moment and started again, a hall lost nothing that it said, and did it once."""

import random
import signal
import time

import pytest
from clusters import Cluster, Redis
from proof.crowd import Crowd
from proof.journal import happened_since, left_in
from proof.witness import Witness, wrong_in
from running import Running

from queue_server.cli.opened import opened
from queue_server.kernel.proof import verify

pytestmark = pytest.mark.slow
PEOPLE = 3
LONGEST_S = 0.4  # that a hall lives once it answers
ROUNDS_TO_VERIFY = 50


class Account:
    """What people told after each round, and what the hall had then."""

    def __init__(self, hall: Running, crowd: Crowd) -> None:
        self._hall, self._crowd = hall, crowd
        self.presses, self.events = [], []
        self._witness, self._lost = Witness(), set()

    def after_a_kill(self, read) -> None:
        """Hold what was answered until now against `read(place)`: what happened since a place.

        Those who press are asked first: what they were answered must be there already.
        """
        told = self._crowd.tells()
        since = read(self._witness.place)
        self._witness.hears(since, told)
        self._lost |= self._witness.unanswered()
        self.presses += told
        self.events += since
        assert self._witness.wrong == []

    def closes(self, serves) -> list[str]:
        """Everybody was answered: all that is wrong."""
        self.after_a_kill(self.journal)
        return wrong_in(self.presses, self.events, serves) + self.verified()

    def journal(self, place: int) -> list:
        with opened(self._hall.settings) as memory:
            return memory.ask(happened_since, place)

    def verified(self) -> list[str]:
        with opened(self._hall.settings) as memory:
            return memory.ask(verify).problems

    def figures(self) -> str:
        again = sum(press.tries - 1 for press in self.presses)
        assert again > 0, "no press was ever without an answer"
        done = sum(event.ticket > 0 for event in self.events)
        return (
            f"{len(self.presses)} presses answered, {done} done, {again} tries without an answer, "
            f"{len(self._lost)} done before a kill and answered after it"
        )


@pytest.fixture
def serves(floor):
    return {counter.id: counter.service_ids for counter in floor.counters}


@pytest.fixture
def crowd_of():
    """Makes a crowd; whoever still presses in the end is thrown out."""
    crowds = []
    yield lambda hall: crowds.append(Crowd(hall, PEOPLE)) or crowds[0]
    for crowd in crowds:
        crowd.throw_out()


@pytest.fixture
def hall(tmp_path):
    it = Running(tmp_path).prepare()
    yield it
    it.stop()


@pytest.fixture
def cluster():
    """A server of this test's own, that keeps what it says: it is killed."""
    it = Cluster(fsync=True)
    yield it
    it.throw_away()


@pytest.fixture
def pair(tmp_path, cluster):
    """A hall on PostgreSQL: gives two processes of it, and how to start one."""
    redis = Redis(tmp_path)
    one = Running(tmp_path, database=cluster.database()).prepare()
    both = [one, one.beside()]
    yield both, lambda server: server.start(LUOT_REDIS=redis.url)
    for it in (*both, redis):
        it.stop()


def test_a_hall_in_a_file_killed_again_and_again(hall, crowd_of, serves, many, figure):
    rounds, chance = many(3, 1000), random.Random(1)
    crowd = crowd_of(hall)
    account = Account(hall, crowd)
    crowd.begins([hall.url])
    for round_ in range(rounds):
        hall.start()
        time.sleep(chance.uniform(0, LONGEST_S))
        hall.kill()
        account.after_a_kill(lambda place: left_in(hall.folder / "hall.db", place))
        assert round_ % ROUNDS_TO_VERIFY or account.verified() == []
    hall.start()
    crowd.ends()
    wrong = account.closes(serves)

    figure(f"kills, SQLite: {rounds} SIGKILL, {account.figures()}, {len(wrong)} wrong")
    assert wrong == []
    assert "Traceback" not in hall.log()


def test_processes_and_postgresql_itself_killed_again_and_again(
    pair, cluster, crowd_of, serves, many, figure
):
    (both, start), rounds, chance = pair, many(2, 100), random.Random(2)
    crowd = crowd_of(both[0])
    account = Account(both[0], crowd)
    crowd.begins([start(server).url for server in both])
    for round_ in range(rounds):
        time.sleep(chance.uniform(0.5, 0.5 + LONGEST_S))
        if round_ % 3 == 1:
            cluster.stop(signal.SIGQUIT)  # as if the power went: it recovers from its own log
            cluster.start()
        both[round_ % 2].kill()
        account.after_a_kill(account.journal)
        assert round_ % ROUNDS_TO_VERIFY or account.verified() == []
        start(both[round_ % 2])
    crowd.ends()
    wrong = account.closes(serves)

    figure(f"kills, PostgreSQL: {rounds} SIGKILL, {account.figures()}, {len(wrong)} wrong")
    assert wrong == []
