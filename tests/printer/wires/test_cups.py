"""A raw queue of CUPS gets a slip byte for byte, and nobody knows more."""

import pytest
from cups_house import Cups
from slips import SLIP
from waiting import until

import printer
from printer.escpos import attempting

SLIP_BYTES = printer.slip_bytes(SLIP, printer.PROFILES["80mm"])
NOT_PRINTED, UNKNOWN = printer.Result.NOT_PRINTED, printer.Result.UNKNOWN


@pytest.fixture
def cups(tmp_path, monkeypatch):
    it = Cups(tmp_path)
    monkeypatch.setenv("CUPS_SERVER", it.server)
    try:
        it.add_queue()
        yield it
    finally:
        it.stop()


@pytest.mark.parametrize("address", ["cups:slips", "cups://slips"])
def test_a_slip_comes_out_of_the_queue_as_it_is(address, cups):
    done = printer.attempt(SLIP_BYTES, address)

    until(cups.paper.exists)
    assert (done.result, done.problem) == (UNKNOWN, None)
    assert cups.paper.read_bytes() == SLIP_BYTES


def test_a_queue_that_is_none_prints_nothing(cups):
    done = printer.attempt(SLIP_BYTES, "cups:another")

    assert done.result is NOT_PRINTED
    assert "no such queue" in str(done.problem)
    assert "không có hàng đợi này" in done.problem.sentence("vi")


def test_a_queue_that_rejects_prints_nothing(cups):
    cups.rejects()

    done = printer.attempt(SLIP_BYTES, "cups:slips")

    assert done.result is NOT_PRINTED
    assert "cupsaccept" in str(done.problem)


def test_a_scheduler_that_hangs_leaves_nobody_sure(cups, monkeypatch):
    monkeypatch.setattr(attempting, "DEADLINE_S", 0.6)
    cups.hangs()

    assert printer.attempt(SLIP_BYTES, "cups:slips").result is UNKNOWN
