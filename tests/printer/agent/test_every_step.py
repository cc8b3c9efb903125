"""The agent may be killed at any step: no slip comes out twice, and what is said of it is true."""

import itertools

import pytest
from fake_printer import READY, FakePrinter
from running import Running

from printer.agent.duties import Duties
from printer.agent.hall_client import HallClient
from printer.escpos import worker
from printer.spool.entry import Stage
from printer.spool.spool import Spool
from queue_server.cli.opened import opened
from queue_server.paper.tables import Paper

pytestmark = pytest.mark.slow


class Killed(BaseException):
    """As SIGKILL: nothing of the agent runs on."""


class Life:
    """So many steps, then death. A step is before and after everything that leaves a mark."""

    def __init__(self, steps: float) -> None:
        self.left = steps

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Killed

    def lived(self, does):
        """The same, a step before it and a step after it."""

        def steps(*args, **facts):
            self.step()
            done = does(*args, **facts)
            self.step()
            return done

        return steps


class Mortal:
    """Something whose every doing is a step."""

    STEPS = ("take", "move", "start", "end", "report", "slips")

    def __init__(self, it, life: Life) -> None:
        self._it, self._life = it, life

    def __getattr__(self, name):
        found = getattr(self._it, name)
        return self._life.lived(found) if name in self.STEPS else found


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    it = Running(tmp_path_factory.mktemp("hall")).prepare()
    it.token = it.token("kiosk", "kiosk1")
    it.start()
    yield it
    it.stop()


@pytest.fixture
def fake():
    it = FakePrinter(says=READY)
    yield it
    it.close()


def work(hall, fake, path, life, monkeypatch):
    """An agent's life: it does its duties until nothing is left to do, or it is killed."""
    spool = Spool(path)
    monkeypatch.setattr(worker, "attempt", life.lived(attempt))
    try:
        it = Duties(fake.address, Mortal(spool, life))
        server = Mortal(HallClient(hall.url, hall.token, waits_s=0), life)
        it.worker.look()
        it.report(server)
        it.fetch(server)
        while job := it.next():
            it.worker.print(job)
        it.report(server)
        assert spool.at(*Stage) == []
    finally:
        spool.close()


attempt = worker.attempt


def slip_of(hall, ticket):
    with opened(hall.settings) as it:
        [slip] = it.ask(lambda view: Paper(view).slips_of(ticket["id"]))
    return slip.state


def test_killed_at_every_step_it_prints_once_and_says_what_is_so(hall, fake, tmp_path, monkeypatch):
    work(hall, fake, tmp_path / "spool", Life(float("inf")), monkeypatch)
    kiosk, said = hall.caller(hall.token), []
    for step in itertools.count():
        hall.rested("kiosk1")
        ticket = kiosk.post(f"{hall.url}/api/v1/tickets", json={"service_id": "LLTP"}).json()
        before, life = len(fake.slips), Life(step)
        try:
            work(hall, fake, tmp_path / "spool", life, monkeypatch)
        except Killed:
            work(hall, fake, tmp_path / "spool", Life(float("inf")), monkeypatch)
        came_out, state = len(fake.slips) - before, slip_of(hall, ticket)
        said.append((state, came_out))
        assert came_out <= 1
        assert (state, came_out) in {("confirmed", 1), ("unknown", 0), ("unknown", 1)}
        if life.left >= 0:
            break

    assert step > 20, "there are more steps than that"
    assert ("unknown", 1) in said
    assert ("confirmed", 1) in said
