"""Writing on a strip of paper that grows downwards, in the font that came with the program."""

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from printer.profiles import Profile

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
LEAST_MM = 1.8  # of a capital letter: narrow paper makes no words smaller, older eyes read them
BLACK_BELOW = 140  # of 255: what is darker is printed
BLACK = [0 if grey <= BLACK_BELOW else 255 for grey in range(256)]
WHITE = 255  # of a picture of one bit too: `invert` and `getbbox` count with it
SPACE = 0.29  # between words, of the font's size: the horn of ữ reaches into the font's own 0.23


class Face:
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
        letters = text.replace(" ", "")
        spaces = len(text) - len(letters)
        return spaces * round(self.size * SPACE) + float(self._font.getlength(letters))

    def written(self, words: str) -> "Ink":
        """Words drawn in grey, on a picture as small as they are."""
        box = self._font.getbbox(words.replace(" ", ""), anchor="ls")
        left, top, bottom = math.floor(box[0]), math.floor(box[1]), math.ceil(box[3])
        overhang = math.ceil(box[2] - self._font.getlength(words.replace(" ", "")))
        width = math.ceil(self.getlength(words)) + max(0, overhang) - left
        grey = Image.new("L", (max(1, width), max(1, bottom - top)), WHITE)
        pen, at = ImageDraw.Draw(grey), float(-left)
        for word in words.split(" "):
            pen.text((round(at), -top), word, fill=0, font=self._font, anchor="ls")
            at += self.getlength(word + " ")
        return Ink(grey=grey, left=left, rise=-top)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """A picture of words in grey: how far right of their start it is, how high it rises."""

    grey: Image.Image
    left: int
    rise: int

    @property
    def black(self) -> Image.Image:
        """In one bit."""
        return self.grey.point(BLACK, "1")


class Pen:
    """Puts words and pictures on paper of a profile, each line below the one before.

    Everything drawn is small until `cut` lays it on one strip: greyscale over the whole width is
    what takes the time. `margin` and `room` are dots at each side and between them.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.margin = profile.scaled(MARGIN_MM)
        self.room = profile.dots - 2 * self.margin
        self.top = 0
        self._marks: list[tuple[Image.Image, tuple[int, int]]] = []

    def put(self, picture: Image.Image, left: int, top: int) -> None:
        """Lay a picture of one bit on the strip; where it is white it covers what is below."""
        self._marks.append((picture, (left, top)))

    def line(self, words: str, face: Face, align: str = "left", *, edge: int = 0) -> None:
        """One line, from or up to `edge` dots inside the margin. Ỗ is never cut, nor is ợ."""
        ink = face.written(words)
        picture = ink.black
        above = max(ink.rise, round(face.size * (LINE - BELOW)))
        below = max(picture.height - ink.rise, round(face.size * BELOW))
        left = {
            "left": self.margin + edge + ink.left,
            "right": self.profile.dots - self.margin - edge - picture.width,
            "centre": (self.profile.dots - picture.width) // 2,
        }[align]
        self.put(picture, left, self.top + above - ink.rise)
        self.top += above + below

    def cut(self) -> Image.Image:
        """Everything so far, over the whole width, in whole steps of the printer's command."""
        height = max(1, self.top)
        strip = Image.new("1", (self.profile.dots, height + -height % self.profile.step), WHITE)
        for picture, place in self._marks:
            strip.paste(picture, place)
        return strip


def letters(profile: Profile, weight: str, height_mm: float) -> Face:
    """The font whose capitals are so high on 80 mm paper, and somewhat less on narrower paper."""
    least = profile.exactly(min(height_mm, LEAST_MM) / CAPITAL)
    return face(weight, max(least, profile.scaled(height_mm / CAPITAL)))


@lru_cache(maxsize=64)
def face(weight: str, size: int) -> Face:
    """The font of a weight, read once for each size."""
    return Face(weight, size)


@lru_cache(maxsize=256)
def figure(char: str, face: Face, percent: int) -> tuple[Image.Image, int]:
    """One large letter or figure, so much narrower, and how high it rises: drawn once for all."""
    ink = face.written(char)
    width = max(1, ink.grey.width * percent // 100)
    narrow = ink.grey.resize((width, ink.grey.height), Image.Resampling.LANCZOS)
    box = negative(narrow.point(BLACK, "1")).getbbox() or (0, 0, 1, 1)
    return narrow.crop((box[0], 0, box[2], narrow.height)).point(BLACK, "1"), ink.rise


def negative(picture: Image.Image) -> Image.Image:
    """White on black."""
    return ImageChops.invert(picture)
