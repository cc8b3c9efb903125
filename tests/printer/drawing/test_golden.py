"""Slips look as they did when somebody last looked at them, and come out of a printer that way."""

import numpy as np
import pytest
import zxingcpp
from paper import printed
from PIL import Image
from slips import GOLDEN

import printer
from tools.golden_slips import FOLDER

MEANT = "if this was meant: PYTHONPATH=.:tests python tools/golden_slips.py, and look at them"


def dots(picture):
    return np.asarray(picture.convert("L")) > 127


def what_comes_out(slip, profile):
    """The paper from its upper edge to where the slip ends; below it is only fed."""
    picture = printed(printer.slip_bytes(slip, profile), profile.dots).picture
    return dots(picture)


@pytest.mark.parametrize("name", GOLDEN)
def test_a_slip_looks_as_it_did(name):
    slip, profile = GOLDEN[name]
    with Image.open(FOLDER / f"{name}.png") as picture:
        golden = dots(picture)

    drawn = dots(printer.draw(printer.layout(slip), profile))

    assert drawn.shape == golden.shape, MEANT
    assert (drawn == golden).all(), MEANT


@pytest.mark.parametrize("name", GOLDEN)
def test_it_comes_out_dot_for_dot(name):
    slip, profile = GOLDEN[name]
    drawn = dots(printer.draw(printer.layout(slip), profile))

    out = what_comes_out(slip, profile)

    assert (out[: len(drawn)] == drawn).all()
    assert out[len(drawn) :].all()


@pytest.mark.parametrize("name", [n for n in GOLDEN if not n.startswith("report")])
def test_its_code_is_read_from_the_paper(name):
    slip, profile = GOLDEN[name]
    paper = printed(printer.slip_bytes(slip, profile), profile.dots)

    found = zxingcpp.read_barcodes(paper.picture)

    assert [code.text for code in found] == [slip.url]


def test_no_golden_slip_is_left_over():
    assert {f.stem for f in FOLDER.iterdir()} == set(GOLDEN)
