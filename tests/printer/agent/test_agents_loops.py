"""An agent goes on, whichever of its steps fails: the next slip comes out all the same."""

import time

import msgspec
import pytest
from faults import Defect, Faults
from slips import SLIP
from waiting import until

import printer.agent.agent
from printer.agent.agent import Agent
from printer.agent.duties import Duties
from printer.agent.hall_client import ServerAway, ServerRefused, Wanted
from printer.document.as_json import slip_json
from printer.escpos import worker
from printer.spool.spool import Spool
from printer.wires.memory import Memory

STEPS = 14  # of two slips, from the connection to what is said of them


class Hall:
    """A server that wants slips, until it is told what came of them."""

    def __init__(self) -> None:
        self.wanted, self.ended = [], []

    def wants(self, ticket_id: int) -> None:
        paper = msgspec.Raw(slip_json(SLIP))
        self.wanted.append(Wanted(ticket_id=ticket_id, copy=0, seconds=60, paper=paper))

    def slips(self):
        time.sleep(0.01)
        return [it for it in self.wanted if it.name not in self.ended]

    def start(self, entry, spool):
        if entry.name in self.ended:  # asked for before it was told, and taken over after that
            raise ServerRefused(server="hall", why="printed already")

    def end(self, entry, spool):
        self.ended.append(entry.name)

    def report(self, stand, spool):
        pass


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    Memory.sent.clear()
    for name in ("FIRST_WAIT_S", "LONGEST_WAIT_S", "REPORT_S"):
        monkeypatch.setattr(printer.agent.agent, name, 0.01)
    monkeypatch.setattr(worker, "FIRST_WAIT_S", 0.01)


@pytest.mark.parametrize("error", [Defect, ServerAway(server="x", why="y")], ids=["defect", "away"])
def test_whatever_fails_the_next_slip_comes_out_and_none_twice(tmp_path, error):
    for at in range(1, STEPS + 1):
        hall, faults = Hall(), Faults(at, error)
        watched = faults.watch(hall, "slips", "start", "end", "report")
        spool = Spool(tmp_path / f"spool{at}")
        duties = Duties(f"memory:{at}", faults.watch(spool, "take", "move"))
        agent = Agent(duties, faults.step(lambda watched=watched: watched))
        hall.wants(1)
        agent.start()
        until(lambda faults=faults: faults.happened)
        hall.wants(2)

        until(lambda hall=hall: (2, 0) in hall.ended)

        agent.stop()
        spool.close()
        assert len(Memory.sent[f"memory:{at}"]) <= 2
