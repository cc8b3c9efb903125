"""Writing on a strip of paper that grows downwards."""

from PIL import Image

from printer.drawing.font import WHITE, Font
from printer.profiles import Profile

LINE = 1.35  # height of a line, of the font's size: room for Ễ above and ợ below
BELOW = 0.32  # of the font's size, from the foot of a line to its letters' base
MARGIN_MM = 1.5


class Canvas:
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

    def line(self, words: str, font: Font, align: str = "left", *, edge: int = 0) -> None:
        """One line, from or up to `edge` dots inside the margin. Ỗ is never cut, nor is ợ."""
        ink = font.written(words)
        above = max(ink.rise, round(font.size * (LINE - BELOW)))
        below = max(ink.fall, round(font.size * BELOW))
        left = {
            "left": self.margin + edge + ink.left,
            "right": self.profile.dots - self.margin - edge - ink.picture.width,
            "centre": (self.profile.dots - ink.picture.width) // 2,
        }[align]
        self.put(ink.picture, left, self.top + above - ink.rise)
        self.top += above + below

    def cut(self) -> Image.Image:
        """Everything so far, over the whole width, in whole steps of the printer's command."""
        height = max(1, self.top)
        strip = Image.new("1", (self.profile.dots, height + -height % self.profile.step), WHITE)
        for picture, place in self._marks:
            strip.paste(picture, place)
        return strip
