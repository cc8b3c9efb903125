"""A hall's logo comes out black, whole and small, or a sentence says why it cannot."""

import struct
import zlib
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from paper import printed
from PIL import Image
from slips import SLIP, logo

import printer
from printer.document.logo import check


def head(width, height):
    """The chunk of a PNG that says how large it is."""
    data = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return struct.pack(">I", 13) + data + struct.pack(">I", zlib.crc32(data))


@pytest.mark.parametrize("size", [(100_000, 100_000), (10_000, 10_000), (1, 2**31 - 1), (0, 0)])
@pytest.mark.parametrize("first", [b"", head(10, 10)], ids=["once", "twice"])
@pytest.mark.parametrize("take", [printer.logo, check])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(take, first, size):
    rest = logo(10, 10)[33:]

    with pytest.raises(printer.BadLogo):
        take(b"\x89PNG\r\n\x1a\n" + first + head(*size) + rest)


@pytest.mark.parametrize(
    "png",
    [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", logo(colour=255), logo(4001, 1), b"\x89PNG" * 20_000],
)
def test_a_picture_that_is_no_logo_is_a_sentence(png):
    with pytest.raises(printer.BadLogo) as caught:
        printer.logo(png)

    assert caught.value.sentence("vi") != caught.value.sentence("en")


def test_a_logo_in_json_that_no_slip_can_show_is_refused():
    with pytest.raises(printer.BadLogo):
        printer.slip_from_json(
            printer.slip_json(replace(SLIP, design=printer.Design(logo=logo(900, 200))))
        )


def test_a_logo_is_made_small_and_black():
    with Image.open(BytesIO(printer.logo(logo(1600, 800, colour=90)))) as picture:
        assert (picture.mode, picture.size) == ("1", (320, 160))


@pytest.mark.parametrize("profile", ["80mm", "58mm", "tm-t88"])
def test_a_logo_comes_out_at_most_20_millimetres_high(profile):
    design = printer.Design(blocks=("logo",), logo=printer.logo(logo(1600, 800)))
    paper = printer.PROFILES[profile]

    out = printed(printer.slip_bytes(replace(SLIP, design=design), paper), paper.dots).picture

    rows = np.flatnonzero((np.asarray(out) < 128).any(axis=1))
    assert paper.exactly(10) < rows[-1] - rows[0] + 1 <= paper.exactly(20) + 1
