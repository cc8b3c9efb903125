"""Whatever a printer does, what is said of a slip is so: confirmed when all of it arrived."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from fake_printer import JAMMED, LOW, OPEN, OUT, READY
from slips import SLIP

import printer
from printer.document.blocks import Paragraph
from printer.escpos import attempting
from printer.profiles import PROFILES

EPSON = PROFILES["tm-t20"]
SLIP_BYTES = printer.slip_bytes(SLIP, EPSON)
QUESTIONS = 12  # bytes asked before a slip; then one more question after it
CONFIRMED, NOT_PRINTED, UNKNOWN = printer.Result


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
    whole = printer.encode((Paragraph(words="A007", height_mm=2.0),), EPSON)
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


def test_what_a_printer_says_unasked_is_passed_over(printer_that):
    """Its automatic status (GS a), which another program left on, and the flow of its line."""
    fake = printer_that(says=READY, greets=b"\x10\x00\x00\x00", mutters=b"\x11\x18\x00\x00\x0f")

    assert printer.attempt(SLIP_BYTES, fake.address).result is CONFIRMED


def test_words_are_no_answer(printer_that, hurried):
    done = printer.attempt(SLIP_BYTES, printer_that(says=READY, mutters=b"HTTP").address)

    assert done.result is UNKNOWN


def test_a_printer_that_never_falls_silent_is_given_up(printer_that, hurried):
    fake = printer_that(babbles=READY * 50)

    done = printer.attempt(SLIP_BYTES, f"{fake.address}?profile=tm-t20")

    assert done.result is UNKNOWN


def test_a_picture_that_holds_a_question_by_chance_is_confirmed(printer_that):
    """Printers answer DLE EOT amid a picture too; its answer is not taken for another's."""
    row = b"\x10\x04\x01\x10\x04\x04" + bytes(66)
    picture = b"\x1dv0\x00" + bytes((72, 0, 40, 0)) + row * 40
    fake = printer_that(says=LOW)

    done = printer.attempt(b"\x1b@" + picture + b"\x1dVB\x00", fake.address)

    assert (done.result, done.status.paper) == (CONFIRMED, "low")


def test_a_slip_that_was_given_up_does_not_come_out_after_a_change_of_paper(printer_that, hurried):
    fake = printer_that(says=READY, runs_out_after=3000, holds=8000, buffers=4096)

    done = printer.attempt(SLIP_BYTES * 20, fake.address)
    fake.put_in_paper()
    fake.close()

    assert done.result is UNKNOWN
    assert len(fake.slips) < 20


def test_a_slip_for_a_printer_that_hangs_does_not_come_out_when_it_wakes_up(printer_that, hurried):
    fake = printer_that(reads=False, buffers=4096)

    done = printer.attempt(SLIP_BYTES, f"{fake.address}?profile=tm-t20")
    fake.wake_up()

    assert done.result is UNKNOWN
    assert fake.slips == []


def test_a_mute_printer_that_greets_and_is_slow_gets_all_of_its_slip(printer_that):
    """To hang up while something is unread would throw away what is still on its way."""
    fake = printer_that(greets=b"ready\r\n", rests_s=0.001, buffers=4096)

    printer.attempt(SLIP_BYTES * 20, fake.address)
    fake.close()

    assert len(fake.slips) == 20


def test_two_kiosks_at_one_printer_at_once_get_a_slip_each(printer_that):
    fake = printer_that(says=READY, rests_s=0.001)

    with ThreadPoolExecutor(2) as kiosks:
        done = list(kiosks.map(lambda _: printer.attempt(SLIP_BYTES, fake.address), range(2)))

    assert [each.result for each in done] == [CONFIRMED, CONFIRMED]
    assert len(fake.slips) == 2


def test_what_stops_a_printer_is_said_in_both_languages(printer_that):
    problem = printer.attempt(SLIP_BYTES, printer_that(says=OUT).address).problem

    assert "hết giấy" in problem.sentence("vi")
    assert "put in a new roll" in problem.sentence("en")
