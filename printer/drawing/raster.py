"""Blocks become pictures, each for itself: black on white, one bit, as wide as the paper."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any

import qrcode
from PIL import Image

from printer.document.blocks import (
    Banner,
    Block,
    Code,
    Figures,
    Item,
    Logo,
    Number,
    Pair,
    Paragraph,
    Rule,
)
from printer.drawing.canvas import MARGIN_MM, Canvas
from printer.drawing.folding import clean, fold
from printer.drawing.font import BLACK, WHITE, Font, figure, font, letters, negative
from printer.profiles import Profile

QUIET_ZONE = 4  # modules of white around a QR code, as the standard asks
MASK = 3  # of the QR code; trying all eight takes longer than drawing the rest of the slip
BULLET = "•"
BETWEEN_FIGURES = 0.05  # white, of the font's size
NARROWEST = 84  # percent of a figure's width; narrower ones look like another font
FIRST_COLUMN = 0.6  # of the width of another: it stands at the left of its own
ABOVE_RULE_MM = 1.0
BAR = 1.9  # height of a banner, of its font's size
LOGO_IS_FOR_DOTS = 576  # across: on other paper it is as much smaller as the paper


def draw(blocks: tuple[Block, ...], profile: Profile) -> Image.Image:
    """The whole slip from top to bottom: black on white, one bit, `profile.dots` wide."""
    strips = [strip(block, profile) for block in blocks]
    gaps = [gap_after(block, profile) for block in blocks]
    edge = margin(profile)
    height = 2 * edge + sum(s.height for s in strips) + sum(gaps)
    whole, top = Image.new("1", (profile.dots, height), WHITE), edge
    for picture, gap in zip(strips, gaps, strict=True):
        whole.paste(picture, (0, top))
        top += picture.height + gap
    return whole


@lru_cache(maxsize=64)
def strip(block: Block, profile: Profile) -> Image.Image:
    """One block over the whole width. What does not change from slip to slip is drawn once."""
    canvas = Canvas(profile)
    DRAWN[type(block)](canvas, block)
    return canvas.cut()


def gap_after(block: Block, profile: Profile) -> int:
    """The white rows after a block."""
    return profile.scaled(block.after_mm)


def margin(profile: Profile) -> int:
    """The white rows above the first block and below the last, and the columns at both sides."""
    return profile.scaled(MARGIN_MM)


def _text(canvas: Canvas, block: Paragraph) -> None:
    words = clean(block.words)
    drawn = letters(canvas.profile, block.weight, block.height_mm)
    for line in fold(words, drawn, canvas.room, block.lines, even=block.align == "centre"):
        canvas.line(line, drawn, block.align)


def _number(canvas: Canvas, block: Number) -> None:
    """Figures at even distances: so large, each stands for itself.

    They get narrower before they get smaller: the height is what is read from afar.
    """
    words = clean(block.words).replace(" ", "")
    if not words:
        return
    drawn = letters(canvas.profile, "bold", block.height_mm)
    percent = _percent(words, drawn, canvas.room)
    while percent < NARROWEST and drawn.size > 1:
        drawn = font("bold", max(1, drawn.size * max(percent, 50) // NARROWEST))
        percent = _percent(words, drawn, canvas.room)
    figures = [figure(char, drawn, percent) for char in words]
    gap, rise = _gap(drawn), max(up for _, up in figures)
    left = (canvas.profile.dots - sum(ink.width + gap for ink, _ in figures) + gap) // 2
    for ink, up in figures:
        canvas.put(ink, left, canvas.top + rise - up)
        left += ink.width + gap
    canvas.top += rise + max(ink.height - up for ink, up in figures)


def _percent(words: str, drawn: Font, room: int) -> int:
    """How wide figures may be of their usual width, so that all fit; 100 at most, in steps."""
    ink = sum(figure(char, drawn, 100)[0].width for char in words)
    percent = 100 * (room - _gap(drawn) * (len(words) - 1)) // ink
    return max(1, min(100, percent - percent % 3))


def _gap(drawn: Font) -> int:
    return round(drawn.size * BETWEEN_FIGURES)


def _pair(canvas: Canvas, block: Pair) -> None:
    plain = letters(canvas.profile, "regular", block.height_mm)
    heavy = letters(canvas.profile, "semibold", block.height_mm)
    name, value = clean(block.name), clean(block.value)
    if plain.getlength(name) + heavy.getlength(value) + plain.size // 2 <= canvas.room:
        top = canvas.top
        canvas.line(name, plain)
        canvas.top = top
        return canvas.line(value, heavy, "right")
    for line in fold(name, plain, canvas.room, 2):
        canvas.line(line, plain)
    for line in fold(value, heavy, canvas.room, 2, even=True):
        canvas.line(line, heavy, "right")
    return None


def _item(canvas: Canvas, block: Item) -> None:
    drawn = letters(canvas.profile, "regular", block.height_mm)
    edge = round(drawn.getlength(BULLET) + drawn.size * 0.35)
    top = canvas.top
    canvas.line(BULLET, drawn)
    canvas.top = top
    for line in fold(clean(block.words), drawn, canvas.room - edge, block.lines) or [""]:
        canvas.line(line, drawn, edge=edge)


def _figures(canvas: Canvas, block: Figures) -> None:
    """The first cell from the left margin, the others up to the ends of even columns."""
    drawn = letters(canvas.profile, block.weight, block.height_mm)
    top, width = canvas.top, round(canvas.room / (len(block.cells) - 1 + FIRST_COLUMN))
    for before_last, cell in enumerate(reversed(block.cells)):
        is_first = before_last == len(block.cells) - 1
        canvas.top = top
        edge = 0 if is_first else width * before_last
        canvas.line(clean(cell), drawn, "left" if is_first else "right", edge=edge)


def _banner(canvas: Canvas, block: Banner) -> None:
    words = clean(block.words)
    drawn = letters(canvas.profile, "bold", block.height_mm)
    ink = drawn.written(words).picture
    height = round(drawn.size * BAR)
    canvas.put(Image.new("1", (canvas.room, height), 0), canvas.margin, canvas.top)
    middle = (canvas.profile.dots - ink.width) // 2, canvas.top + (height - ink.height) // 2
    canvas.put(negative(ink), *middle)
    canvas.top += height


def _rule(canvas: Canvas, _block: Rule) -> None:
    """Dashes from margin to margin, the last as long as the first."""
    canvas.top += canvas.profile.scaled(ABOVE_RULE_MM)
    dash = canvas.profile.scaled(0.75)
    last = canvas.room // (2 * dash)
    for number in range(last + 1):
        left = canvas.margin + number * (canvas.room - dash) // last
        canvas.put(Image.new("1", (dash, 2), 0), left, canvas.top)
    canvas.top += 2


def _logo(canvas: Canvas, block: Logo) -> None:
    with Image.open(BytesIO(block.png), formats=["PNG"]) as picture:
        grey = picture.convert("L")
    each = canvas.profile.dots / LOGO_IS_FOR_DOTS
    if each != 1.0:
        grey = grey.resize((max(1, round(grey.width * each)), max(1, round(grey.height * each))))
    canvas.put(grey.point(BLACK, "1"), (canvas.profile.dots - grey.width) // 2, canvas.top)
    canvas.top += grey.height


def _code(canvas: Canvas, block: Code) -> None:
    dark = _modules(block.content)
    rows = b"".join(bytes(0 if it else 255 for it in row) for row in dark)
    # Whole dots: a blurred edge reads badly. As wide on every paper: phones do not shrink.
    inside = len(dark) - 2 * QUIET_ZONE
    each = min(
        -(-canvas.profile.exactly(block.size_mm) // inside), canvas.profile.dots // len(dark)
    )
    size = each * len(dark)
    code = Image.frombytes("L", (len(dark), len(dark)), rows).resize((size, size), 0)
    canvas.put(code.point(BLACK, "1"), (canvas.profile.dots - size) // 2, canvas.top)
    canvas.top += size


def _modules(content: str) -> list[list[bool]]:
    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE, mask_pattern=MASK
    )
    code.add_data(content)
    return code.get_matrix()


DRAWN: Mapping[type, Callable[[Canvas, Any], None]] = {
    Paragraph: _text,
    Number: _number,
    Pair: _pair,
    Item: _item,
    Figures: _figures,
    Banner: _banner,
    Rule: _rule,
    Logo: _logo,
    Code: _code,
}
