"""A slip in the printer's own letters: a fiftieth of the bytes, for a slow line.

Only for printers whose pages of letters have all of Vietnamese in composed form, TCVN 5712 VN3:
`pages` of a profile names their numbers (Epson TM-T20II and kin: 30 small, 31 large; from
python-escpos' table of printers). The self-test page shows whether they are really there.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

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
from printer.drawing.folding import clean, fold
from printer.profiles import Profile

LETTER_DOTS = 12  # across, of font A
LARGEST = 8  # times the size of a letter, GS !
TALL_MM = 3.0  # words with higher capitals are doubled
INIT, PAGE, ALIGN, BOLD = b"\x1b@", b"\x1bt", b"\x1ba", b"\x1bE"  # ESC @, ESC t, ESC a, ESC E
SIZE, WHITE_ON_BLACK = b"\x1d!", b"\x1dB"  # GS !, GS B
ALIGNS = {"left": 0, "centre": 1, "right": 2}
TABLES = ("TCVN-3-1", "TCVN-3-2")  # small and large letters, as python-escpos calls them
UPPER_HALF = 128
INSTEAD = str.maketrans(
    {"–": "-", "•": "-", "…": ".", "“": '"', "”": '"', "Đ": "Ð"}
)  # Ð: its table
QR_SIZE = 6  # dots of a module: 20 to 25 mm for a link of ours


class Typed:
    """Bytes of lines of letters, one below the other."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._page = -1
        self._out = [INIT]

    @property
    def whole(self) -> bytes:
        """All of it."""
        return b"".join(self._out)

    @property
    def columns(self) -> int:
        """Letters of the usual size in a line."""
        return self._profile.dots // LETTER_DOTS

    def raw(self, data: bytes) -> None:
        """Any command."""
        self._out.append(data)

    def line(self, words: str, *, align: str = "left", times: int = 1, bold: bool = False) -> None:
        """One line of letters, `times` the usual size."""
        self._out += [ALIGN, bytes((ALIGNS[align],)), BOLD, bytes((bold,))]
        self._out += [SIZE, bytes(((times - 1) * 17,))]
        for char in words.translate(INSTEAD):
            self._letter(char)
        self._out.append(b"\n")

    def _letter(self, char: str) -> None:
        if char.isascii():
            return self._out.append(char.encode())
        where = _letters().get(char)
        if where is None:
            return self._out.append(b"?")
        table, byte = where
        if table != self._page:
            self._page = table
            self._out += [PAGE, bytes((self._profile.pages[table],))]
        return self._out.append(bytes((byte,)))


class _Columns:
    """Words measured in letters."""

    def getlength(self, text: str) -> float:
        """How many letters."""
        return len(text)


def text_mode(blocks: tuple[Block, ...], profile: Profile, cut: bytes) -> bytes:
    """The bytes of one slip in letters, with a QR code of the printer's own, ended by `cut`."""
    typed = Typed(profile)
    for block in blocks:
        _WAYS[type(block)](typed, block)
    typed.raw(b"\n\n" + cut)
    return typed.whole


def _folded(typed: Typed, words: str, lines: int, times: int = 1) -> list[str]:
    return fold(clean(words), _Columns(), typed.columns // times, lines)


def _text(typed: Typed, block: Paragraph) -> None:
    times = 2 if block.height_mm >= TALL_MM else 1
    for line in _folded(typed, block.words, block.lines, times):
        typed.line(line, align=block.align, times=times, bold=block.weight != "regular")


def _number(typed: Typed, block: Number) -> None:
    words = clean(block.words)
    times = max(1, min(LARGEST, typed.columns // max(1, len(words))))
    typed.line(words, align="centre", times=times, bold=True)


def _pair(typed: Typed, block: Pair) -> None:
    name, value = clean(block.name), clean(block.value)
    room = typed.columns - len(name) - 1
    if len(value) <= room:
        return typed.line(name + value.rjust(room + 1))
    typed.line(name)
    for line in _folded(typed, value, 2):
        typed.line(line, align="right")
    return None


def _item(typed: Typed, block: Item) -> None:
    lines = fold(clean(block.words), _Columns(), typed.columns - 2, block.lines)
    for number, line in enumerate(lines):
        typed.line(("  " if number else "- ") + line)


def _figures(typed: Typed, block: Figures) -> None:
    width = typed.columns // len(block.cells)
    first, *others = (clean(cell)[:width] for cell in block.cells)
    typed.line(first.ljust(width) + "".join(cell.rjust(width) for cell in others))


def _banner(typed: Typed, block: Banner) -> None:
    typed.raw(WHITE_ON_BLACK + b"\x01")
    typed.line(clean(block.words).center(typed.columns), bold=True)
    typed.raw(WHITE_ON_BLACK + b"\x00")


def _rule(typed: Typed, _block: Rule) -> None:
    typed.line("-" * typed.columns)


def _logo(_typed: Typed, _block: Logo) -> None:
    """None: a picture is what this mode is without."""


def _code(typed: Typed, block: Code) -> None:
    """GS ( k: model 2, size, level M, the content, print."""
    data = block.content.encode()
    typed.raw(ALIGN + b"\x01")
    for function in (b"A2\x00", b"C" + bytes((QR_SIZE,)), b"E1", b"P0" + data, b"Q0"):
        size = len(function) + 1
        typed.raw(b"\x1d(k" + bytes((size % 256, size // 256)) + b"1" + function)
    typed.raw(b"\n")


_WAYS: Mapping[type, Callable[[Typed, Any], None]] = {
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


@cache
def _letters() -> Mapping[str, tuple[int, int]]:
    """Each letter with its table and its byte."""
    from escpos.capabilities import CAPABILITIES  # half a second, so only now

    found: dict[str, tuple[int, int]] = {}
    for table, name in enumerate(TABLES):
        letters = "".join(CAPABILITIES["encodings"][name]["data"])
        for place, char in enumerate(letters):
            if not char.isspace():
                found.setdefault(char, (table, UPPER_HALF + place))
    return found
