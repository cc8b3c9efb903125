"""A printer at a device of this computer: what is said of a slip is so there too."""

import os
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from fake_printer import OUT
from other_end import OtherEnd
from slips import SLIP

import printer
from printer.escpos import attempting

SLIP_BYTES = printer.slip_bytes(SLIP, printer.PROFILES["tm-t20"])
CONFIRMED, NOT_PRINTED, UNKNOWN = printer.Result
WAYS = ["serial:{}?profile=tm-t20&baud=115200", "file:{}?profile=tm-t20"]


@pytest.fixture
def printer_that():
    made = []

    def make(*says, **facts) -> OtherEnd:
        made.append(OtherEnd(*says, **facts))
        return made[-1]

    yield make
    for it in made:
        it.close()


@pytest.mark.parametrize("way", WAYS)
def test_it_is_asked_and_confirms(way, printer_that):
    it = printer_that()

    done = printer.attempt(SLIP_BYTES, way.format(it.path))

    assert (done.result, done.status.paper) == (CONFIRMED, "fine")
    assert it.data == SLIP_BYTES


@pytest.mark.parametrize("way", WAYS)
def test_without_paper_it_is_sent_nothing(way, printer_that):
    it = printer_that(OUT)

    done = printer.attempt(SLIP_BYTES, way.format(it.path))

    assert (done.result, done.status.hindrance) == (NOT_PRINTED, "paper_out")
    assert it.data == b""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("after", [1, 5000, len(SLIP_BYTES)])
def test_one_that_goes_away_once_a_slip_was_begun_leaves_nobody_sure(
    way, after, printer_that, monkeypatch
):
    """Above all one that got all of it: to say that nothing came out would print it twice."""
    monkeypatch.setattr(attempting, "DEADLINE_S", 0.8)
    it = printer_that(leaves_after=after)

    done = printer.attempt(SLIP_BYTES, way.format(it.path))

    assert done.result is UNKNOWN
    assert len(it.data) >= after


@pytest.mark.parametrize("way", WAYS)
def test_an_answer_that_came_too_late_for_the_last_slip_is_not_taken_for_this_one(
    way, printer_that, monkeypatch
):
    monkeypatch.setattr(attempting, "DEADLINE_S", 0.8)
    it = printer_that(said=b"\x00" * 3)

    done = printer.attempt(SLIP_BYTES[:2000], way.format(it.path))

    assert (done.result, done.status.is_known) == (CONFIRMED, True)


@pytest.mark.parametrize("way", WAYS)
def test_a_mute_printer_gets_its_slip_and_confirms_nothing(way, printer_that):
    it = printer_that(b"")

    done = printer.attempt(SLIP_BYTES, way.format(it.path).replace("tm-t20", "zj-58"))
    it.close()

    assert (done.result, done.problem) == (UNKNOWN, None)
    assert it.data == SLIP_BYTES


def test_a_serial_line_gets_the_time_that_its_bytes_take(printer_that, monkeypatch):
    monkeypatch.setattr(attempting, "DEADLINE_S", 0.7)
    it = printer_that(rests_s=0.8)  # as much of the slip is still on its way

    done = printer.attempt(SLIP_BYTES, f"serial:{it.path}?profile=tm-t20&baud=115200")

    assert done.result is CONFIRMED


def test_a_serial_printer_that_asks_for_a_halt_is_waited_for(printer_that):
    it = printer_that(halts=True)

    done = printer.attempt(SLIP_BYTES, f"serial:{it.path}?profile=tm-t20&baud=115200")

    assert done.result is CONFIRMED
    assert it.data == SLIP_BYTES


def test_a_pipe_that_nobody_reads_prints_nothing(tmp_path):
    os.mkfifo(tmp_path / "lp0")

    assert printer.attempt(SLIP_BYTES, f"file:{tmp_path}/lp0").result is NOT_PRINTED


def test_a_pipe_gets_all_of_a_slip_however_slowly_it_is_read(tmp_path):
    os.mkfifo(tmp_path / "lp0")
    read = []
    reader = os.open(tmp_path / "lp0", os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    writes = threading.Thread(
        target=lambda: read.append(printer.attempt(SLIP_BYTES * 4, f"file:{tmp_path}/lp0"))
    )

    writes.start()
    came = b""
    while len(came) < len(SLIP_BYTES) * 4:
        came += os.read(reader, 3000)
    writes.join()
    os.close(reader)

    assert came == SLIP_BYTES * 4
    assert read[0].result is UNKNOWN


@contextmanager
def as_nobody():
    """Who runs the tests may be allowed everything."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


@pytest.mark.parametrize("scheme", ["file", "serial"])
def test_a_device_that_may_not_be_opened_says_what_gives_the_right(scheme, printer_that):
    it = printer_that()
    Path(it.path).chmod(0)

    with as_nobody():
        problem = printer.attempt(SLIP_BYTES, f"{scheme}:{it.path}").problem

    assert isinstance(problem, printer.Unreachable)
    for language in ("vi", "en"):
        assert "sudo usermod -aG " in problem.sentence(language)
