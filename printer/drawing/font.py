"""The font that came with the program: how wide words are in it, and their picture.

Words are kept once drawn: from one slip to the next, few of them are new.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from printer.profiles import Profile

FONTS = Path(__file__).parent.parent / "fonts"
FILES = {
    "regular": "BeVietnamPro_400Regular.ttf",
    "semibold": "BeVietnamPro_600SemiBold.ttf",
    "bold": "BeVietnamPro_700Bold.ttf",
}
CAPITAL = 0.74  # height of a capital letter in this font, of its size (OS/2 sCapHeight)
LEAST_MM = 1.8  # of a capital letter: narrow paper makes no words smaller, older eyes read them
SPACE = 0.29  # between words, of the font's size: the horn of ữ reaches into the font's own 0.23
BLACK_BELOW = 140  # of 255: what is darker is printed
BLACK = [0 if grey <= BLACK_BELOW else 255 for grey in range(256)]
WHITE = 255  # of a picture of one bit too: `invert` and `getbbox` count with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """A picture, how far right of its start it begins, how high it rises, how far the next is."""

    picture: Image.Image
    left: int
    rise: int
    length: float

    @property
    def fall(self) -> int:
        """How deep it reaches below the letters' base."""
        return self.picture.height - self.rise


class Font:
    """A font in one size, `size` dots high.

    Laid out by Pillow itself, never by libraqm: that is not on every machine, and a slip must look
    the same from each. Composed letters need nothing more.
    """

    def __init__(self, weight: str, size: int) -> None:
        self.size = size
        self._font = ImageFont.truetype(
            FONTS / FILES[weight], size, layout_engine=ImageFont.Layout.BASIC
        )

    def getlength(self, text: str) -> float:
        """How wide words are, in dots."""
        words = text.split(" ")
        return self._space * (len(words) - 1) + sum(_length(self, word) for word in words)

    def written(self, words: str) -> Ink:
        """Words in one bit, on a picture as small as they are."""
        inks = [_word(self, word) for word in words.split(" ")]
        rise, fall = max(ink.rise for ink in inks), max(ink.fall for ink in inks)
        length = sum(ink.length + self._space for ink in inks) - self._space
        right = max(0, inks[-1].left + inks[-1].picture.width - math.ceil(inks[-1].length))
        width = math.ceil(length) + right - inks[0].left
        picture, at = Image.new("1", (max(1, width), max(1, rise + fall)), WHITE), 0.0
        for ink in inks:
            left = round(at) + ink.left - inks[0].left
            picture.paste(ink.picture, (left, rise - ink.rise))
            at += ink.length + self._space
        return Ink(picture=picture, left=inks[0].left, rise=rise, length=length)

    def grey(self, letters: str) -> Ink:
        """Letters of one word, in greys."""
        box = self._font.getbbox(letters, anchor="ls")
        left, top = math.floor(box[0]), math.floor(box[1])
        size = (max(1, math.ceil(box[2]) - left), max(1, math.ceil(box[3]) - top))
        picture = Image.new("L", size, WHITE)
        ImageDraw.Draw(picture).text((-left, -top), letters, fill=0, font=self._font, anchor="ls")
        return Ink(picture=picture, left=left, rise=-top, length=self.width(letters))

    def width(self, word: str) -> float:
        """How wide one word is."""
        return float(self._font.getlength(word))

    @property
    def _space(self) -> int:
        return round(self.size * SPACE)


def letters(profile: Profile, weight: str, height_mm: float) -> Font:
    """The font whose capitals are so high on 80 mm paper, and somewhat less on narrower paper."""
    least = profile.exactly(min(height_mm, LEAST_MM) / CAPITAL)
    return font(weight, max(least, profile.scaled(height_mm / CAPITAL)))


@lru_cache(maxsize=64)
def font(weight: str, size: int) -> Font:
    """The font of a weight, read once for each size."""
    return Font(weight, size)


@lru_cache(maxsize=256)
def figure(char: str, font: Font, percent: int) -> tuple[Image.Image, int]:
    """One large letter or figure, so much narrower, and how high it rises: drawn once for all."""
    ink = font.grey(char)
    width = max(1, ink.picture.width * percent // 100)
    narrow = ink.picture.resize((width, ink.picture.height), Image.Resampling.LANCZOS)
    black = narrow.point(BLACK, "1")
    left, _, right, _ = negative(black).getbbox() or (0, 0, 1, 1)
    return black.crop((left, 0, right, black.height)), ink.rise


def negative(picture: Image.Image) -> Image.Image:
    """White on black."""
    return ImageChops.invert(picture)


@lru_cache(maxsize=1024)
def _word(font: Font, word: str) -> Ink:
    ink = font.grey(word)
    black = ink.picture.point(BLACK, "1")
    return Ink(picture=black, left=ink.left, rise=ink.rise, length=ink.length)


@lru_cache(maxsize=4096)
def _length(font: Font, word: str) -> float:
    return font.width(word)
