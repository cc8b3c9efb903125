"""Words as they may stand on paper: letters that can be seen, in lines that fit."""

import unicodedata
from typing import Protocol


class Font(Protocol):
    """Something that knows how wide words are, in dots."""

    def getlength(self, text: str) -> float: ...


def clean(words: str) -> str:
    """Composed letters, and nothing that cannot be seen: no control, direction or joining marks."""
    composed = unicodedata.normalize("NFC", words)
    seen = (c if unicodedata.category(c)[0] not in "CZ" else _gap(c) for c in composed)
    return " ".join("".join(seen).split())


def _gap(char: str) -> str:
    """What an unseen character leaves: a space where it was one, else nothing."""
    return " " if char.isspace() else ""


def fold(words: str, font: Font, room: int, lines: int) -> list[str]:
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


def _short_words(words: str, font: Font, room: int) -> list[str]:
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


def _shortened(line: str, font: Font, room: int) -> str:
    while font.getlength(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip(' ,;')}…"
