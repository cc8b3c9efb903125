"""How one cell is read: as text, number, code or list, or refused with what to write instead."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date, time
from typing import Any

from queue_server.folder import letters
from queue_server.folder.problems import Wrong
from queue_server.folder.words import said
from queue_server.kernel.words import FIRST

Reader = Callable[[str], Any]

PROCEDURE = re.compile(r"[0-9]\.[0-9]{6}")
PREFIX = re.compile(r"[A-Z]")
ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}")
DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
MOST_IN_LIST = 100  # codes or texts in one cell


def text(most: int = 200, language: str = FIRST) -> Reader:
    """Text of at most so many characters, composed, that every screen and slip can show."""

    def read(cell: str) -> str:
        composed = unicodedata.normalize("NFC", cell)
        if len(composed) > most:
            raise Wrong(
                said("{count} characters").filled(count=len(composed)),
                said("Shorten it to {most}").filled(most=most),
            )
        letters.check(composed, language)
        return composed

    return read


def matching(pattern: re.Pattern[str], example: str) -> Reader:
    """A code of a fixed form."""

    def read(cell: str) -> str:
        if not pattern.fullmatch(cell):
            raise Wrong(
                said("{cell!r} is not of the form {example}").filled(
                    cell=cell[:40], example=example
                ),
                said("Write it like {example}").filled(example=example),
            )
        return cell

    return read


identifier = matching(ID, "DATDAI (letters, digits, - and _)")
prefix = matching(PREFIX, "A (one capital letter)")
procedure_code = matching(PROCEDURE, "1.012783")


def identifiers(cell: str) -> tuple[str, ...]:
    """Codes separated by `;`. Empty and `*` mean none in particular."""
    return () if cell == "*" else _several(cell, identifier)


def texts(most: int = 300, language: str = FIRST) -> Reader:
    """Texts separated by `;`."""
    return lambda cell: _several(cell, text(most, language))


def _several(cell: str, read: Reader) -> tuple[Any, ...]:
    """The parts of a cell; a `;` at its end says nothing, a part that stands twice is a mistake."""
    parts = [read(part.strip()) for part in cell.split(";") if part.strip()]
    if len(parts) > MOST_IN_LIST:
        raise Wrong(
            said("{count} parts").filled(count=len(parts)),
            said("Shorten it to {most}").filled(most=MOST_IN_LIST),
        )
    for part, times in Counter(parts).items():
        if times > 1:
            raise Wrong(
                said("{part} stands there {times} times").filled(part=part[:40], times=times),
                said("Once is enough"),
            )
    return tuple(parts)


def whole(least: int, most: int) -> Reader:
    """A whole number in a range."""

    def read(cell: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", cell) or not least <= int(cell) <= most:
            raise Wrong(
                said("{cell!r} is not a number").filled(cell=cell[:20]),
                said("Write {least} to {most}").filled(least=least, most=most),
            )
        return int(cell)

    return read


def number(least: float, most: float) -> Reader:
    """A number with decimals in a range; a spreadsheet in Vietnamese writes 4,75 for 4.75."""

    def read(cell: str) -> float:
        english = cell.replace(",", ".") if re.fullmatch("[0-9]+,[0-9]{1,2}", cell) else cell
        is_one = re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", english)
        if not is_one or not least <= float(english) <= most:
            raise Wrong(
                said("{cell!r} is not a number").filled(cell=cell[:20]),
                said("Write {least:g} to {most:g}, as 4.75").filled(least=least, most=most),
            )
        return float(english)

    return read


def flag(cell: str) -> bool:
    """1 for yes, 0 or nothing for no."""
    if cell not in ("", "0", "1"):
        raise Wrong(
            said("{cell!r} is neither 1 nor 0").filled(cell=cell[:20]),
            said("Write 1 for yes or 0 for no"),
        )
    return cell == "1"


def optional(read: Reader) -> Reader:
    """The same, or None for an empty cell."""
    return lambda cell: read(cell) if cell else None


def one_of(*known: str) -> Reader:
    """One of a few words; as that word itself, be it of an enum."""
    words = {str(it): it for it in known}

    def read(cell: str) -> str:
        if cell not in words:
            raise Wrong(
                said("{cell!r} is not known").filled(cell=cell[:40]),
                said("Write one of: {known}").filled(known=", ".join(known)),
            )
        return words[cell]

    return read


def day(cell: str) -> date:
    """A date as 2026-11-25, of this century."""
    try:
        if not DAY.fullmatch(cell):
            raise ValueError
        return date.fromisoformat(cell)
    except ValueError:
        raise Wrong(
            said("{cell!r} is not a date").filled(cell=cell[:20]), said("Write it like 2026-11-25")
        ) from None


def clock_time(cell: str) -> time:
    """A time of day as 07:30 or 7:30."""
    try:
        if not TIME.fullmatch(cell):
            raise ValueError
        return time.fromisoformat(cell.zfill(5))
    except ValueError:
        raise Wrong(
            said("{cell!r} is not a time").filled(cell=cell[:20]), said("Write it like 07:30")
        ) from None
