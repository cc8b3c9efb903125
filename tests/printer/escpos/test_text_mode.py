"""A slip in the printer's own letters says the same, in a fiftieth of the bytes."""

from dataclasses import replace

import pytest
from fake_printer import READY, FakePrinter
from paper import printed
from slips import SLIP

import printer
from printer.document.self_test import LETTERS, SelfTest
from printer.profiles import PROFILES

LETTERED = PROFILES["tm-t20-text"]
DRAWN = PROFILES["tm-t20"]


def typed(slip):
    paper = printed(printer.slip_bytes(slip, LETTERED))
    assert paper.rows == []
    return paper


def test_it_says_what_the_drawn_slip_says():
    paper = typed(SLIP)
    text = "\n".join(paper.typed)

    for words in (
        SLIP.number,
        "Đăng ký hộ khẩu: ỵ ặ ễ ữ",
        "Quầy 2 hoặc 3",
        "10-15 phút",
        "200.000 đ",
    ):
        assert words in text
    assert paper.codes == [SLIP.url]
    assert paper.cuts == 1
    assert all(len(line) <= 48 for line in paper.typed)


def test_each_of_the_134_letters_arrives_as_itself():
    paper = typed(SelfTest(address="tcp://10.0.0.5", profile=LETTERED.name, says="–"))

    seen = {char for line in paper.typed for char in line}
    assert set(LETTERS) - {" "} <= seen


def test_it_takes_a_fiftieth_of_the_bytes():
    lettered, drawn = (len(printer.slip_bytes(SLIP, p)) for p in (LETTERED, DRAWN))

    assert lettered * 50 < drawn


@pytest.mark.parametrize("words", ["\x1b@\x1dV", "a\u202eb", "e\u0301\u0323", "漢字"])
def test_what_is_no_letter_can_do_nothing(words):
    paper = typed(replace(SLIP, service=words))

    assert (paper.cuts, paper.codes) == (1, [SLIP.url])


def test_a_reprint_and_a_long_number_fit():
    paper = typed(replace(SLIP, copy=2, number="XYZ9999"))

    assert any("BẢN IN LẠI" in line for line in paper.typed)
    assert "XYZ9999" in paper.typed


def test_a_printer_prints_and_confirms_it():
    fake = FakePrinter(says=READY)

    done = printer.print_slip(SLIP, f"tcp://127.0.0.1:{fake.port}?profile=tm-t20-text")
    fake.close()

    assert done.result is printer.Result.CONFIRMED
    assert len(fake.slips) == 1
