"""Blocks become pictures, each for itself, in the font that came with the program."""

import math
from functools import lru_cache
from pathlib import Path

import qrcode
from PIL import Image, ImageDraw, ImageFont

from printer.layout import Block, Code, Pair, Rule, Text
from printer.profiles import Profile
from printer.words import clean, fold

FONTS = Path(__file__).parent / "fonts"
FILES = {
    "regular": "BeVietnamPro_400Regular.ttf",
    "semibold": "BeVietnamPro_600SemiBold.ttf",
    "bold": "BeVietnamPro_700Bold.ttf",
}
CAPITAL = 0.74  # height of a capital letter in this font, of its size (OS/2 sCapHeight)
LINE = 1.35  # height of a line, of the font's size: room for Ễ above and ợ below
BELOW = 0.32  # of the font's size, from the foot of a line to its letters' base
MARGIN_MM = 1.5
QUIET_ZONE = 4  # modules of white around a QR code, as the standard asks
MASK = 3  # of the QR code; trying all eight takes longer than drawing the rest of the slip
WIDEST_MM = 72.0  # the paper the sizes are meant for; narrower paper gets smaller letters
TALLEST_MM = 80.0  # of one block
BLACK_BELOW = 140  # of 255: what is darker is printed


def draw(blocks: tuple[Block, ...], profile: Profile) -> Image.Image:
    """The whole slip from top to bottom: black on white, one bit, `profile.dots` wide."""
    strips = [strip(block, profile) for block in blocks]
    gaps = [gap_after(block, profile) for block in blocks]
    edge = margin(profile)
    height = 2 * edge + sum(s.height for s in strips) + sum(gaps)
    whole, top = Image.new("1", (profile.dots, height), 1), edge
    for picture, gap in zip(strips, gaps, strict=True):
        whole.paste(picture, (0, top))
        top += picture.height + gap
    return whole


@lru_cache(maxsize=256)
def strip(block: Block, profile: Profile) -> Image.Image:
    """One block over the whole width. What does not change from slip to slip is drawn once."""
    paper = _Strip(profile)
    match block:
        case Text():
            paper.text(block)
        case Pair():
            paper.pair(block)
        case Rule():
            paper.rule()
        case Code():
            paper.code(block)
    return paper.cut()


def gap_after(block: Block, profile: Profile) -> int:
    """The white rows after a block."""
    return profile.scaled(block.after_mm)


def margin(profile: Profile) -> int:
    """The white rows above the first block and below the last, and the columns at both sides."""
    return profile.scaled(MARGIN_MM)


class _Strip:
    """A strip of paper that grows downwards."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._margin = margin(profile)
        self._top = 0
        self._picture = Image.new("L", (profile.dots, profile.exactly(TALLEST_MM)), 255)
        self._pen = ImageDraw.Draw(self._picture)

    def cut(self) -> Image.Image:
        height, step = max(1, min(self._top, self._picture.height)), self._profile.step
        height += -height % step
        whole = self._picture.crop((0, 0, self._picture.width, height))
        return whole.point(lambda grey: 255 if grey > BLACK_BELOW else 0).convert("1")

    def text(self, block: Text) -> None:
        size, words = self._profile.scaled(block.height_mm / CAPITAL), clean(block.words)
        font = _font(block.weight, size)
        if block.lines == 1:
            widest = max(1.0, font.getlength(words))
            font = _font(block.weight, int(min(size, size * self._room / widest)))
            return self._line(words, font, block.align, tight=True)
        for line in fold(words, font, self._room, block.lines):
            self._line(line, font, block.align)
        return None

    def pair(self, block: Pair) -> None:
        size = self._profile.scaled(block.height_mm / CAPITAL)
        plain, heavy = _font("regular", size), _font("semibold", size)
        name, value = clean(block.name), clean(block.value)
        if plain.getlength(name) + heavy.getlength(value) + size <= self._room:
            top = self._top
            self._line(name, plain, "left")
            self._top = top
            return self._line(value, heavy, "right")
        self._line(name, plain, "left")
        for line in fold(value, heavy, self._room, 2):
            self._line(line, heavy, "right")
        return None

    def rule(self) -> None:
        dash = self._profile.scaled(0.75)
        for left in range(self._margin, self._picture.width - self._margin, dash * 2):
            self._pen.rectangle((left, self._top, left + dash - 1, self._top + 1), fill=0)
        self._top += 2

    def code(self, block: Code) -> None:
        dark = _modules(block.content)
        # Whole dots: a blurred edge reads badly. The same on every paper: phones do not shrink.
        each = max(2, self._profile.exactly(block.size_mm) // len(dark))
        size = each * len(dark)
        rows = b"".join(bytes(0 if it else 255 for it in row) for row in dark)
        code = Image.frombytes("L", (len(dark), len(dark)), rows).resize((size, size), 0)
        self._picture.paste(code, ((self._picture.width - size) // 2, self._top))
        self._top += size

    def _line(
        self, words: str, font: ImageFont.FreeTypeFont, align: str, *, tight: bool = False
    ) -> None:
        """One line; a tight one is only as high as what is in it. Ỗ is never cut, nor is ợ."""
        _, top, _, bottom = font.getbbox(words, anchor="ls")
        above = math.ceil(-top if tight else max(-top, font.size * (LINE - BELOW)))
        below = bottom if tight else max(bottom, font.size * BELOW)
        left, anchor = self._at(align)
        self._pen.text((left, self._top + above), words, fill=0, font=font, anchor=f"{anchor}s")
        self._top += round(above + below)

    def _at(self, align: str) -> tuple[int, str]:
        right = self._picture.width - self._margin
        places = {"left": (self._margin, "l"), "right": (right, "r")}
        return places.get(align, (self._picture.width // 2, "m"))

    @property
    def _room(self) -> int:
        return self._picture.width - 2 * self._margin


def _modules(content: str) -> list[list[bool]]:
    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE, mask_pattern=MASK
    )
    code.add_data(content)
    return code.get_matrix()


@lru_cache(maxsize=64)
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / FILES[weight], size)
