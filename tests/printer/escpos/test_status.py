"""What a printer says of itself is understood, and what it does not say is not guessed."""

import pytest
from click.testing import CliRunner
from fake_printer import FakePrinter

import printer
from printer.__main__ import cli
from printer.escpos import attempting
from printer.escpos.status import UNKNOWN, Hindrance, Paper, ask

WELL = bytes((0x12, 0x12, 0x12, 0x12))  # only the bits that every answer has


def saying(**bits: int) -> bytes:
    """The four answers with some more bits set."""
    names = ("printer", "cause", "error", "roll")
    return bytes(plain | bits.get(name, 0) for name, plain in zip(names, WELL, strict=True))


def heard(answers: bytes) -> printer.PrinterStatus:
    return ask(lambda command: answers[command[2] - 1 : command[2]])


@pytest.mark.parametrize(
    ("answers", "paper", "hindrance"),
    [
        (WELL, Paper.FINE, None),
        (saying(roll=0x0C), Paper.LOW, None),
        (saying(roll=0x6C, cause=0x20, printer=0x08), Paper.OUT, Hindrance.PAPER_OUT),
        (saying(cause=0x04, printer=0x08), Paper.FINE, Hindrance.COVER_OPEN),
        (saying(cause=0x40, error=0x08, printer=0x08), Paper.FINE, Hindrance.CUTTER),
        (saying(cause=0x40, error=0x20, printer=0x08), Paper.FINE, Hindrance.ERROR),
        (saying(printer=0x08), Paper.FINE, Hindrance.OFFLINE),
    ],
)
def test_each_trouble_is_told_by_what_a_person_can_do(answers, paper, hindrance):
    status = heard(answers)

    assert (status.is_known, status.paper, status.hindrance) == (True, paper, hindrance)


@pytest.mark.parametrize("answers", [b"", b"\x12", b"\x00\x00\x00\x00", b"HTTP", b"\xff" * 4])
def test_silence_and_nonsense_are_unknown_and_never_fine(answers):
    assert heard(answers) == UNKNOWN


@pytest.fixture
def printer_that():
    made = []

    def make(**facts) -> str:
        made.append(FakePrinter(**facts))
        return made[-1].address

    yield make
    for it in made:
        it.close()


def test_a_printer_on_the_network_is_asked(printer_that):
    address = printer_that(says=saying(roll=0x0C))

    assert printer.status(address).paper is Paper.LOW
    for language, words in (("vi", "giấy: sắp hết; sẵn sàng"), ("en", "paper low; ready")):
        asked = ["status", "--printer", address, "--language", language]
        assert words in CliRunner().invoke(cli, asked).output


def test_a_printer_that_says_nothing_is_unknown(printer_that, monkeypatch):
    monkeypatch.setattr(attempting, "ANSWERS_WITHIN_S", 0.05)

    assert printer.status(printer_that()) == UNKNOWN


def test_what_cannot_be_asked_is_unknown(tmp_path):
    assert printer.status(f"file:{tmp_path}/") == printer.status("memory:x") == UNKNOWN
