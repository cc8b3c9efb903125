"""Words as they may stand on paper: letters that can be seen, in lines that fit."""

import unicodedata
from collections.abc import Sequence
from typing import Protocol

LONGEST = 2_000  # characters that are looked at; more stand on no slip
# Letters and symbols of Unicode that are seen by nobody: fillers of Hangul, a Braille without dots.
UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0")


class Measures(Protocol):
    """Something that knows how wide words are, in dots."""

    def getlength(self, text: str) -> float: ...


def clean(words: str) -> str:
    """Composed letters, and nothing that cannot be seen.

    No control, direction, joining or variation marks; nor accents that compose with no letter,
    which Vietnamese does not know and which could be piled up over other lines.
    """
    composed = unicodedata.normalize("NFC", words[:LONGEST])
    return " ".join("".join(map(_seen, composed)).split())


def _seen(char: str) -> str:
    """The character; a space for one of any kind; nothing for what nobody sees."""
    if unicodedata.category(char)[0] in "CZM" or char in UNSEEN:
        return " " if char.isspace() else ""
    return char


def fold(words: str, font: Measures, room: int, lines: int, *, even: bool = False) -> list[str]:
    """Break words into at most `lines` lines of `room` dots; the last ends in … when cut.

    `even` lines are about equally long, so that no word stands alone in the last one.
    """
    pieces = _pieces(words, font, room)
    space, widths = font.getlength(" "), [font.getlength(piece) for piece in pieces]
    rows = _rows(widths, space, room)
    if len(rows) > lines:
        kept = [pieces[row] for row in rows[:lines]]
        return [*map(" ".join, kept[:-1]), _shortened(kept[-1], font, room)]
    if even and len(rows) > 1:
        rows = _rows(widths, space, _least_room(widths, space, room, len(rows)))
    return [" ".join(pieces[row]) for row in rows]


def _least_room(widths: Sequence[float], space: float, room: int, lines: int) -> int:
    """The least room in which no more lines are needed, to a few dots."""
    narrow, wide = int(max(widths)), room
    while wide - narrow > 4:
        middle = (narrow + wide) // 2
        if len(_rows(widths, space, middle)) <= lines:
            wide = middle
        else:
            narrow = middle
    return wide


def _rows(widths: Sequence[float], space: float, room: float) -> list[slice]:
    """Which words stand in which line, each line as full as it goes."""
    rows, first, used = [], 0, 0.0
    for number, width in enumerate(widths):
        if number > first and used + space + width > room:
            rows.append(slice(first, number))
            first, used = number, width
        else:
            used += width + (space if number > first else 0)
    return [*rows, slice(first, len(widths))] if widths else []


def _pieces(words: str, font: Measures, room: int) -> list[str]:
    """What stays together: a word, or a word and its figure as in `quầy 1`.

    A word that is wider than the paper is cut into pieces that fit.
    """
    out: list[str] = []
    for word in words.split():
        if word[0].isdigit() and out and not any(c.isdigit() for c in out[-1]):
            together = f"{out[-1]} {word}"
            if font.getlength(together) <= room:
                out[-1] = together
                continue
        out += [word] if font.getlength(word) <= room else _cut(word, font, room)
    return out


def _cut(word: str, font: Measures, room: int) -> list[str]:
    pieces, used = [""], 0.0
    for letter in word:
        width = font.getlength(letter)
        if pieces[-1] and used + width > room:
            pieces.append("")
            used = 0.0
        pieces[-1] += letter
        used += width
    return pieces


def _shortened(words: list[str], font: Measures, room: int) -> str:
    """As many of the words as fit before a …; letters of the first when it alone is too long."""
    while len(words) > 1 and font.getlength(" ".join(words) + "…") > room:
        words = words[:-1]
    line = " ".join(words)
    while len(line) > 1 and font.getlength(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip(' ,;:–-(')}…"
