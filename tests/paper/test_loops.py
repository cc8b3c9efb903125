"""Printers and rounds go on, whichever of their steps fails, and no slip comes out twice for it."""

import gevent
import pytest
from faults import Defect, Faults, greenlets_ended, soon

from printer.escpos import worker
from printer.wires.memory import Memory
from queue_server.hall.refusals import UnknownService
from queue_server.kernel import loops
from queue_server.kernel.refusals import Unavailable
from queue_server.paper import printing as prints
from queue_server.paper.printing import Printers, Printing
from queue_server.paper.tables import Paper
from queue_server.rounds import nightly as nights
from queue_server.rounds.nightly import Nightly
from queue_server.turns.commands.issuing import issue
from queue_server.turns.rules.keys import Keys

ERRORS = [Defect, UnknownService(service="X"), Unavailable(seconds=1), gevent.Timeout(1)]


@pytest.fixture
def database(tmp_path):
    """One engine: the loops do not know which."""
    return f"sqlite:///{tmp_path}/hall.db"


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    Memory.sent.clear()
    monkeypatch.setattr(loops, "AGAIN_S", 0.001)
    monkeypatch.setattr(prints, "NOT_LEADING_S", 0.001)
    monkeypatch.setattr(prints, "TELL_AGAIN_S", 0.001)
    monkeypatch.setattr(worker, "FIRST_WAIT_S", 0.001)
    with greenlets_ended():
        yield


def keys(hall):
    return Keys(b"s" * 32, hall.id)


@pytest.mark.parametrize("error", ERRORS, ids=lambda it: getattr(it, "__name__", type(it).__name__))
def test_whatever_fails_the_next_slip_comes_out_and_none_twice(hall, error):
    for at in range(1, 16):
        device, url = f"kiosk{at}", f"memory:{at}"
        hall.do(lambda tx, device=device, url=url: Paper(tx).add_printer(device, url))
        faults = Faults(at, error)
        it = Printing(faults.watch(hall, "ask", "do", "is_leader"), keys(hall), "http://x", url)
        it._hand = faults.watch(it._hand, "apply")
        it.start()
        given = 0
        while not faults.happened and given < 3:  # an idle printer takes few steps
            hall.do(issue, "LLTP", by=device)
            given += 1
            gevent.sleep(0.02)

        last = hall.do(issue, "LLTP", by=device)

        soon(lambda last=last: state_of(hall, last) not in ("queued", "sending"))
        assert len(Memory.sent[url]) <= given + 1


def state_of(hall, ticket):
    [job] = hall.ask(lambda view: Paper(view).slips_of(ticket.id))
    return job.state.value


def test_a_slip_that_cannot_be_made_does_not_hold_up_those_behind_it(hall, monkeypatch):
    hall.do(lambda tx: Paper(tx).add_printer("kiosk1", "memory:"))
    bad, good = (hall.do(issue, "LLTP", by="kiosk1") for _ in range(2))
    slip = prints.slips.slip

    def defective(view, job, *more):
        if job.ticket_id == bad.id:
            raise UnknownService(service="dropped")
        return slip(view, job, *more)

    monkeypatch.setattr(prints.slips, "slip", defective)
    Printing(hall, keys(hall), "http://x", "memory:").start()

    soon(lambda: state_of(hall, good) == "unknown")  # printed; this printer never says more
    assert state_of(hall, bad) == "failed"


def test_a_printer_nobody_can_print_at_does_not_keep_the_others_from_printing(hall):
    hall.do(lambda tx: Paper(tx).add_printer("kiosk1", "nonsense://"))
    hall.do(lambda tx: Paper(tx).add_printer("kiosk2", "memory:"))
    ticket = hall.do(issue, "LLTP", by="kiosk2")

    Printers(hall, keys(hall), "http://x").look()

    soon(lambda: state_of(hall, ticket) == "unknown")


def test_each_round_of_a_hall_goes_on_after_any_fault(settings, floor, served):
    for name, _pause, duty in served.built.rounds():
        for error in ERRORS:
            turns = []
            faulty = Faults(1, error).step(duty)
            loops.for_ever(
                lambda faulty=faulty, turns=turns: (turns.append(1), faulty()), name=name
            )
            soon(lambda turns=turns: len(turns) > 2)


def test_a_backup_that_hangs_is_stopped_and_the_next_one_is_tried_later(
    hall, settings, monkeypatch
):
    monkeypatch.setattr(nights, "LONGEST_S", 0.05)
    monkeypatch.setattr(nights.sys, "executable", "/bin/sh")
    monkeypatch.setattr(nights.sys, "argv", ["/dev/zero"])  # a shell that reads for ever
    it = Nightly(hall, settings)

    with pytest.raises(nights.subprocess.TimeoutExpired):
        it.look()
    it.look()  # not again at once


def test_an_agent_is_given_the_slips_behind_one_that_cannot_be_made(served, monkeypatch):
    kiosk, slip = served.caller("kiosk"), prints.slips.slip
    kiosk.press("/printer/reports", {"spool": "a" * 16})
    bad, good = (kiosk.press("/tickets", {"service_id": "LLTP"}, status=201) for _ in range(2))

    def defective(view, job, *more):
        if job.ticket_id == bad["id"]:
            raise UnknownService(service="dropped")
        return slip(view, job, *more)

    monkeypatch.setattr(prints.slips, "slip", defective)
    found = kiosk.get("/api/v1/printer/slips").json["slips"]

    assert [it["ticket_id"] for it in found] == [good["id"]]
