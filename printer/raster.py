"""The blocks of a slip become a picture, in the font that came with the program."""

import unicodedata
from functools import lru_cache
from pathlib import Path

import qrcode
from PIL import Image, ImageDraw, ImageFont

from printer.layout import Block, Code, Pair, Rule, Text
from printer.profiles import DOTS_PER_MM, Profile

FONTS = Path(__file__).parent / "fonts"
FILES = {
    "regular": "BeVietnamPro_400Regular.ttf",
    "semibold": "BeVietnamPro_600SemiBold.ttf",
    "bold": "BeVietnamPro_700Bold.ttf",
}
CAPITAL = 0.74  # height of a capital letter in this font, of its size (OS/2 sCapHeight)
LINE = 1.35  # height of a line, of the font's size: room for Ễ above and ợ below
MARGIN_MM = 1.5
QUIET_ZONE = 4  # modules of white around a QR code, as the standard asks
NARROWEST = 576  # dots the sizes are meant for; narrower paper gets smaller letters


def draw(blocks: tuple[Block, ...], profile: Profile) -> Image.Image:
    """Draw blocks from top to bottom: black on white, one bit, `profile.dots` wide."""
    paper = _Paper(profile.dots)
    for block in blocks:
        paper.add(block)
    return paper.cut()


class _Paper:
    """A strip of paper that grows downwards."""

    def __init__(self, dots: int) -> None:
        self.scale = min(1.0, dots / NARROWEST) ** 0.75
        self.margin = self.dots(MARGIN_MM)
        self.top = self.margin
        self._picture = Image.new("L", (dots, 400 * DOTS_PER_MM), 255)
        self._pen = ImageDraw.Draw(self._picture)

    def dots(self, mm: float) -> int:
        return int(mm * DOTS_PER_MM * self.scale + 0.5)

    def cut(self) -> Image.Image:
        bottom = min(self.top + self.margin, self._picture.height)
        whole = self._picture.crop((0, 0, self._picture.width, bottom))
        return whole.point(lambda grey: 255 if grey > 140 else 0).convert("1")

    def add(self, block: Block) -> None:
        match block:
            case Text():
                self._text(block)
            case Pair():
                self._pair(block)
            case Rule():
                self._rule()
            case Code():
                self._code(block)
        self.top += self.dots(block.after_mm)

    def _text(self, block: Text) -> None:
        size, words = self.dots(block.height_mm / CAPITAL), clean(block.words)
        font = _font(block.weight, size)
        if block.lines == 1:
            widest = max(1.0, font.getlength(words))
            font = _font(block.weight, int(min(size, size * self._room / widest)))
            return self._line(words, font, block.align, tight=True)
        for line in fold(words, font, self._room, block.lines):
            self._line(line, font, block.align)
        return None

    def _line(
        self, words: str, font: ImageFont.FreeTypeFont, align: str, *, tight: bool = False
    ) -> None:
        """One line. A tight one is as high as its capitals: figures carry no accents."""
        height = font.size * (CAPITAL if tight else LINE)
        base = self.top + height - (0 if tight else font.size * 0.32)
        left, anchor = self._at(align)
        self._pen.text((left, base), words, fill=0, font=font, anchor=f"{anchor}s")
        self.top += round(height)

    def _at(self, align: str) -> tuple[int, str]:
        right = self._picture.width - self.margin
        places = {"left": (self.margin, "l"), "right": (right, "r")}
        return places.get(align, (self._picture.width // 2, "m"))

    def _pair(self, block: Pair) -> None:
        size = self.dots(block.height_mm / CAPITAL)
        plain, heavy = _font("regular", size), _font("semibold", size)
        name, value = clean(block.name), clean(block.value)
        if plain.getlength(name) + heavy.getlength(value) + size <= self._room:
            top = self.top
            self._line(name, plain, "left")
            self.top = top
            return self._line(value, heavy, "right")
        self._line(name, plain, "left")
        for line in fold(value, heavy, self._room, 2):
            self._line(line, heavy, "right")
        return None

    def _rule(self) -> None:
        dash = self.dots(0.75)
        for left in range(self.margin, self._picture.width - self.margin, dash * 2):
            self._pen.rectangle((left, self.top, left + dash - 1, self.top + 1), fill=0)

    def _code(self, block: Code) -> None:
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
        code.add_data(block.content)
        modules = code.get_matrix()
        each = max(2, block_dots(block) // len(modules))  # whole dots: a blurred edge reads badly
        left = (self._picture.width - each * len(modules)) // 2
        for y, row in enumerate(modules):
            for x, dark in enumerate(row):
                if dark:
                    corner = (left + x * each, self.top + y * each)
                    end = (corner[0] + each - 1, corner[1] + each - 1)
                    self._pen.rectangle((corner, end), fill=0)
        self.top += each * len(modules)

    @property
    def _room(self) -> int:
        return self._picture.width - 2 * self.margin


def block_dots(code: Code) -> int:
    """How wide a code is: the same on every paper, because phones do not shrink."""
    return round(code.size_mm * DOTS_PER_MM)


def clean(words: str) -> str:
    """Composed letters, and nothing that cannot be seen: no control, direction or joining marks."""
    composed = unicodedata.normalize("NFC", words)
    seen = (c if unicodedata.category(c)[0] not in "CZ" else _gap(c) for c in composed)
    return " ".join("".join(seen).split())


def _gap(char: str) -> str:
    """What an unseen character leaves: a space where it was one, else nothing."""
    return " " if char.isspace() else ""


def fold(words: str, font: ImageFont.FreeTypeFont, room: int, lines: int) -> list[str]:
    """Break words into at most `lines` lines of `room` dots; the last ends in … when cut."""
    done: list[str] = []
    left = _short_words(words, font, room)
    while left and len(done) < lines:
        take = len(left)
        while take > 1 and font.getlength(" ".join(left[:take])) > room:
            take -= 1
        done.append(" ".join(left[:take]))
        left = left[take:]
    if left:
        done[-1] = _shortened(done[-1], font, room)
    return done


def _short_words(words: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """The words, with one that is wider than the paper cut into pieces that fit."""
    out: list[str] = []
    for word in words.split():
        rest = word
        while font.getlength(rest) > room:
            take = next(n for n in range(len(rest), 0, -1) if font.getlength(rest[:n]) <= room)
            out.append(rest[:take])
            rest = rest[take:]
        out.append(rest)
    return out


def _shortened(line: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    while font.getlength(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip(' ,;')}…"


@lru_cache(maxsize=64)
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / FILES[weight], size)
