"""Whatever a printer does, what is said of a slip is so: confirmed when all of it arrived."""

import socket

import pytest
from fake_printer import JAMMED, LOW, OPEN, OUT, READY, FakePrinter
from slips import SLIP

import printer
from printer import attempting
from printer.layout import Text
from printer.profiles import PROFILES

EPSON = PROFILES["tm-t20"]
SLIP_BYTES = printer.slip_bytes(SLIP, EPSON)
QUESTIONS = 12  # bytes asked before a slip; then one more question after it
CONFIRMED, NOT_PRINTED, UNKNOWN = printer.Result


@pytest.fixture
def printer_that():
    made = []

    def make(**facts) -> FakePrinter:
        made.append(FakePrinter(**facts))
        return made[-1]

    yield make
    for it in made:
        it.close()


@pytest.fixture
def hurried(monkeypatch):
    """Not to wait as long as for a real printer."""
    monkeypatch.setattr(attempting, "DEADLINE_S", 0.8)
    monkeypatch.setattr(attempting, "ANSWERS_WITHIN_S", 0.1)
    monkeypatch.setattr(attempting, "LAST_WORD_S", 0.3)


@pytest.mark.parametrize(
    ("says", "hindrance"),
    [(OUT, "paper_out"), (OPEN, "cover_open"), (JAMMED, "cutter")],
)
def test_a_printer_that_cannot_print_is_sent_nothing(printer_that, says, hindrance):
    fake = printer_that(says=says)

    done = printer.attempt(SLIP_BYTES, fake.address)

    assert (done.result, done.status.hindrance) == (NOT_PRINTED, hindrance)
    assert fake.slips == []


def test_near_the_end_of_the_paper_it_still_prints_and_says_so(printer_that):
    done = printer.attempt(SLIP_BYTES, printer_that(says=LOW).address)

    assert (done.result, done.status.paper) == (CONFIRMED, "low")


def test_paper_that_ends_in_the_middle_leaves_nobody_sure(printer_that, hurried):
    fake = printer_that(says=READY, runs_out_after=3000)

    done = printer.attempt(SLIP_BYTES, fake.address)

    assert (done.result, done.status.hindrance) == (UNKNOWN, "paper_out")
    assert fake.slips == []


def test_a_printer_that_refuses_or_is_unplugged_is_sent_nothing(hurried):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with socket.create_server(("127.0.0.1", 0), backlog=0) as hole:
        full = [socket.socket() for _ in range(3)]
        for each in full:
            each.setblocking(False)
            each.connect_ex(hole.getsockname())
        away = hole.getsockname()[1]
        answers = [printer.attempt(SLIP_BYTES, f"tcp://127.0.0.1:{p}") for p in (port, away)]
        for each in full:
            each.close()

    assert [done.result for done in answers] == [NOT_PRINTED, NOT_PRINTED]
    assert all(isinstance(done.problem, printer.Unreachable) for done in answers)


def test_a_printer_that_accepts_and_never_reads_is_given_up(printer_that, hurried):
    fake = printer_that(says=READY, reads=False)

    assert printer.attempt(SLIP_BYTES, fake.address).result is UNKNOWN
    assert printer.attempt(SLIP_BYTES * 400, fake.address).result is UNKNOWN


def test_nonsense_confirms_nothing(printer_that, hurried):
    done = printer.attempt(SLIP_BYTES, printer_that(says=b"\xff" * 4).address)

    assert (done.result, done.status.is_known) == (UNKNOWN, False)


def test_a_printer_that_lies_in_every_answer_is_believed(printer_that):
    """What cannot be known is not known: the person who got no paper asks for it again."""
    fake = printer_that(says=READY, lies=True)

    assert printer.attempt(SLIP_BYTES, fake.address).result is CONFIRMED
    assert fake.slips == []


def test_a_slow_printer_is_waited_for(printer_that):
    fake = printer_that(says=READY, rests_s=0.05)

    assert printer.attempt(SLIP_BYTES, fake.address).result is CONFIRMED


def test_a_kill_at_every_byte_of_a_slip_is_confirmed_only_when_all_arrived(printer_that, request):
    whole = printer.encode((Text(words="A007", height_mm=2.0),), EPSON)
    data, every = (SLIP_BYTES, 1) if request.config.getoption("--soak") else (whole, 1)
    fake, said = printer_that(says=READY), {}
    last = QUESTIONS + len(data)
    for byte in range(0, last + QUESTIONS + 4, every):
        fake.dies_after, before = byte, len(fake.slips)
        said[byte] = printer.attempt(data, fake.address).result, len(fake.slips) - before

    for byte, (result, came_out) in said.items():
        assert came_out == (byte >= last), byte
        assert (result is CONFIRMED) <= (came_out == 1), byte
        assert (result is NOT_PRINTED) <= (came_out == 0), byte
    assert said[0][0] is NOT_PRINTED
    assert said[last - 1][0] is UNKNOWN  # all but the last byte of the cut
    assert said[last + QUESTIONS + 3] == (CONFIRMED, 1)  # and every question after it
    assert len(data) > 200
