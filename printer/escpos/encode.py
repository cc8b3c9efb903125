"""Blocks become the bytes a printer understands.

Each block is encoded for itself and remembered: what does not change from slip to slip (hall,
service, rules) costs nothing the next time. Blank rows are not sent, the paper is fed instead.
"""

import struct
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

from PIL import Image

from printer.document.blocks import Block
from printer.drawing.font import negative
from printer.drawing.raster import draw, gap_after, margin, strip
from printer.escpos.text_mode import text_mode
from printer.profiles import Profile

RESET = b"\x1b@"  # ESC @
UNITS = b"\x1dP"  # GS P x y: feeds are counted in 1/y inch, here in dots
FEED = b"\x1bJ"  # ESC J n: feed n units
MOST_FED = 255  # units of one command
CUT = b"\x1dVB\x00"  # GS V 66 0: feed to the cutter and cut
TEAR_MM = 12.0  # fed instead, so that the slip can be torn off
WHITE_WORTH_A_FEED = 8  # rows: a feed for less only makes the paper stop and go
RASTER = (
    b"\x1dv0\x00"  # GS v 0, as it is: then bytes across and rows down, each two bytes, low first
)


def encode(blocks: tuple[Block, ...], profile: Profile) -> bytes:
    """The bytes of one slip, ended by a cut."""
    return ENCODINGS[profile.encoding](blocks, profile)


def escpos(blocks: tuple[Block, ...], profile: Profile) -> bytes:
    """ESC/POS: pictures of the blocks with feeds between them."""
    parts = [RESET, UNITS, bytes((profile.dpi, profile.dpi)), feed(margin(profile))]
    for block in blocks:
        parts += [block_bytes(block, profile), feed(gap_after(block, profile))]
    parts += [feed(margin(profile)), CUT if profile.cuts else feed(profile.exactly(TEAR_MM))]
    return b"".join(parts)


def png(blocks: tuple[Block, ...], profile: Profile) -> bytes:
    """A picture file, to look at."""
    out = BytesIO()
    draw(blocks, profile).save(out, "PNG")
    return out.getvalue()


ENCODINGS: Mapping[str, Callable[[tuple[Block, ...], Profile], bytes]] = {
    "escpos": escpos,
    "png": png,
    "text": lambda blocks, profile: text_mode(blocks, profile, CUT),
}


@lru_cache(maxsize=256)
def block_bytes(block: Block, profile: Profile) -> bytes:
    """One block: its inked rows as pictures, the white between them as feeds."""
    picture, out, done = strip(block, profile), [], 0
    for top, bottom in _inked(picture, profile.step):
        out.append(feed(top - done))
        for edge in range(top, bottom, profile.band):
            out.append(_picture_bytes(picture, edge, min(edge + profile.band, bottom), profile))
        done = bottom
    return b"".join([*out, feed(picture.height - done)])


def feed(rows: int) -> bytes:
    """Move the paper on by so many rows of dots."""
    whole, rest = divmod(rows, MOST_FED)
    return (FEED + bytes((MOST_FED,))) * whole + (FEED + bytes((rest,)) if rest else b"")


def _inked(picture: Image.Image, step: int) -> Iterator[tuple[int, int]]:
    """The rows with ink as (from, to), in whole steps, apart where enough white lies between."""
    size = (picture.width + 7) // 8 * step
    data, white = picture.tobytes(), b"\xff" * size
    start, end = 0, 0
    for top in range(0, picture.height, step):
        at = top // step * size
        if data[at : at + size] == white:
            continue
        if end and top - end >= WHITE_WORTH_A_FEED:
            yield start, end
            start = top
        start, end = start if end else top, top + step
    if end:
        yield start, end


def _picture_bytes(picture: Image.Image, top: int, bottom: int, profile: Profile) -> bytes:
    """Some rows, as wide as their ink reaches."""
    box = negative(picture.crop((0, top, picture.width, bottom))).getbbox()
    right = min(picture.width, (box[2] + 7) // 8 * 8) if box else 8
    rows = picture.crop((0, top, right, bottom))
    return COMMANDS[profile.raster](rows)


def _raster(rows: Image.Image) -> bytes:
    """GS v 0 by hand: python-escpos takes a picture through five kinds of colours first.

    That was half of the time of a whole slip, and its import half a second of the first one.
    """
    across = (rows.width + 7) // 8
    return RASTER + struct.pack("<HH", across, rows.height) + negative(rows).tobytes()


def _by_library(implementation: str) -> Callable[[Image.Image], bytes]:
    def draw(rows: Image.Image) -> bytes:
        paper = _paper()
        paper.clear()
        paper.image(rows, impl=implementation, center=False)
        return bytes(paper.output)

    return draw


COMMANDS: Mapping[str, Callable[[Image.Image], bytes]] = {
    "GS v 0": _raster,
    "GS ( L": _by_library("graphics"),
    "ESC *": _by_library("bitImageColumn"),
}


@cache
def _paper() -> Any:
    """A printer that collects bytes. Its library takes half a second to load, so only now."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from escpos.printer import Dummy
    paper = Dummy()
    # Otherwise it says to the terminal, for every picture, that it does not know the width.
    paper.profile.profile_data["media"]["width"]["pixels"] = 10_000
    return paper


def length_mm(blocks: tuple[Block, ...], profile: Profile) -> int:
    """Millimetres of the roll that one slip takes, with what is fed to cut or tear it off."""
    rows = 2 * margin(profile)
    rows += sum(strip(block, profile).height + gap_after(block, profile) for block in blocks)
    return round(rows / profile.dpi * 25.4 + TEAR_MM)
