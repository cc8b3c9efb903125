"""A slip comes out of a printer whole, straight, in Vietnamese, and its QR code opens the page."""

import unicodedata
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import printed
from slips import SLIP

import printer
from printer.layout import Code, Text

PAPER = [p for p in printer.PROFILES.values() if p.encoding == "escpos"]
WIDE, NARROW = printer.PROFILES["80mm"], printer.PROFILES["58mm"]


@pytest.mark.parametrize("profile", PAPER, ids=lambda p: p.name)
def test_what_is_drawn_is_what_comes_out(profile):
    drawn = printer.draw(printer.layout(SLIP), profile)

    paper = printed(printer.slip_bytes(SLIP, profile), profile.dots)

    assert paper.cuts == (1 if profile.cuts else 0)
    assert paper.units == profile.dpi
    assert paper.picture.size[1] >= drawn.height
    out = np.asarray(paper.picture)[: drawn.height, : drawn.width] > 127
    assert (out == (np.asarray(drawn.convert("L")) > 127)).all()


@pytest.mark.parametrize("profile", PAPER, ids=lambda p: p.name)
def test_the_qr_code_on_the_paper_opens_the_page(profile):
    paper = printed(printer.slip_bytes(SLIP, profile), profile.dots)

    found = zxingcpp.read_barcodes(paper.picture)

    assert [code.text for code in found] == [SLIP.url]


def alone(block, profile=WIDE):
    """One block of the slip, drawn by itself."""
    return printer.draw([block], profile)


def test_the_number_is_twenty_millimetres_tall():
    number = next(b for b in printer.layout(SLIP) if isinstance(b, Text) and b.words == "A007")

    rows = np.flatnonzero((np.asarray(alone(number).convert("L")) < 128).any(axis=1))

    assert rows[-1] - rows[0] == pytest.approx(WIDE.exactly(20), abs=WIDE.exactly(1))


def test_the_qr_code_is_25_millimetres_wide_and_has_white_around():
    code = next(b for b in printer.layout(SLIP) if isinstance(b, Code))

    [found] = zxingcpp.read_barcodes(alone(code))
    corners = found.position
    wide = corners.top_right.x - corners.top_left.x

    assert wide == pytest.approx(WIDE.exactly(25), abs=WIDE.exactly(2))
    assert WIDE.exactly(code.size_mm) >= wide * (1 + 2 * 4 / 33)  # four modules of white around


def test_letters_sent_in_pieces_are_drawn_as_one():
    apart = replace(SLIP, service=unicodedata.normalize("NFD", SLIP.service))

    assert printer.slip_bytes(apart, WIDE) == printer.slip_bytes(SLIP, WIDE)


def test_both_languages_say_something_else():
    english = printer.slip_bytes(replace(SLIP, language="en"), WIDE)

    assert english != printer.slip_bytes(SLIP, WIDE)


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=25, deadline=None)
def test_any_text_is_drawn_within_the_paper_and_is_never_a_command(service, paper):
    slip = replace(SLIP, service=service, papers=(paper,))

    out = printed(printer.slip_bytes(slip, NARROW), NARROW.dots)

    assert out.cuts == 1
    assert out.picture.width == 384
