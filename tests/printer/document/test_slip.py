"""A slip comes out of a printer whole, straight, in Vietnamese, and its QR code opens the page."""

import unicodedata
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import printed
from PIL import Image, ImageDraw, ImageFont
from slips import SLIP

import printer
from printer.document.blocks import Code, Number, Paragraph
from printer.drawing.folding import fold
from printer.drawing.font import BLACK_BELOW, CAPITAL, FILES, FONTS, letters
from printer.drawing.raster import QUIET_ZONE, strip

PAPER = [p for p in printer.PROFILES.values() if p.encoding == "escpos"]
ACCENTED = (
    "".join(  # 67 letters, and as many capitals
        unicodedata.normalize("NFC", letter + mark)
        for letter in "aăâeêioôơuưy"
        for mark in ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    )
    + "ăâđêôơư"
)
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
    number = next(b for b in printer.layout(SLIP) if isinstance(b, Number))

    rows = np.flatnonzero((np.asarray(alone(number).convert("L")) < 128).any(axis=1))

    assert rows[-1] - rows[0] == pytest.approx(WIDE.exactly(20), abs=WIDE.exactly(1))


@pytest.mark.parametrize("length", [30, 51, 70, 110])
@pytest.mark.parametrize("profile", [WIDE, NARROW], ids=lambda p: p.name)
def test_the_qr_code_is_about_25_millimetres_wide_and_has_white_around(profile, length):
    code = Code(content="http://hall.example/t/".ljust(length, "x"))

    picture = alone(code, profile)
    [found] = zxingcpp.read_barcodes(picture)

    assert found.text == code.content
    wide = found.position.top_right.x - found.position.top_left.x
    assert WIDE.exactly(24) - 2 <= wide <= WIDE.exactly(29)
    dark = np.asarray(strip(code, profile).convert("L")) < 128
    [top, *_], [left, *_] = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    module = np.flatnonzero(~dark[top, left:])[0] / 7  # the corner's square is seven modules wide
    assert top == QUIET_ZONE * module


@pytest.mark.parametrize("weight", FILES)
@pytest.mark.parametrize("profile", [WIDE, NARROW], ids=lambda p: p.name)
def test_every_letter_of_vietnamese_comes_out_whole(profile, weight):
    font = ImageFont.truetype(FONTS / FILES[weight], profile.scaled(2.5 / CAPITAL))
    cut = [
        letter
        for letter in ACCENTED + ACCENTED.upper()
        if not same(
            ink(strip(Paragraph(words=letter, height_mm=2.5, weight=weight), profile)),
            ink(alone_on_white(letter, font)),
        )
    ]

    assert cut == []


def alone_on_white(letter, font):
    """As the font has it, with room on all sides."""
    picture = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(picture).text((100, 100), letter, fill=0, font=font, anchor="ls")
    return picture.point(lambda grey: 255 if grey > BLACK_BELOW else 0)


def ink(picture):
    """The black dots, without the white around them."""
    dots = np.asarray(picture.convert("L")) < 128
    rows, columns = np.flatnonzero(dots.any(axis=1)), np.flatnonzero(dots.any(axis=0))
    return dots[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def same(one, other):
    return one.shape == other.shape and bool((one == other).all())


def test_letters_sent_in_pieces_are_drawn_as_one():
    apart = replace(SLIP, service=unicodedata.normalize("NFD", SLIP.service))

    assert printer.slip_bytes(apart, WIDE) == printer.slip_bytes(SLIP, WIDE)


@pytest.mark.parametrize("room", range(150, 450, 20))
def test_a_figure_stays_with_its_word(room):
    face = letters(NARROW, "regular", 2.1)
    note = "Vắng mặt khi gọi: báo quầy 1, không phải lấy số mới."

    lines = fold(note, face, room, 9, even=True)

    assert " ".join(lines) == note
    assert any("quầy 1," in line for line in lines)
    assert all(face.getlength(line) <= room for line in lines)


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
