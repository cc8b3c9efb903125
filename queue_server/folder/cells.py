"""How one cell is read: as text, number, code or list, or refused with what to write instead."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time
from typing import Any

import printer
from queue_server.folder.problems import Wrong

Reader = Callable[[str], Any]

FORMULA = ("=", "+", "-", "@", "\t")  # a spreadsheet would run these
PROCEDURE = re.compile(r"\d\.\d{6}")
PREFIX = re.compile(r"[A-Z]")
ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
TIME = re.compile(r"\d{2}:\d{2}")


def text(most: int = 200) -> Reader:
    """Text of at most so many characters, that a slip can show; no formulas."""

    def read(cell: str) -> str:
        if any(unicodedata.category(c) in ("Cc", "Cf") for c in cell):
            raise Wrong("there is an invisible character", "Delete the cell and type it again")
        if cell.startswith(FORMULA):
            raise Wrong(f"{cell[:20]!r} starts like a formula", "Begin with a letter or a digit")
        if len(cell) > most:
            raise Wrong(f"{len(cell)} characters", f"Shorten it to {most}")
        if strange := printer.undrawable(cell):
            raise Wrong(f"{strange[:20]!r} cannot be drawn on a slip", "Write it in other letters")
        return unicodedata.normalize("NFC", cell)

    return read


def matching(pattern: re.Pattern[str], example: str) -> Reader:
    """A code of a fixed form."""

    def read(cell: str) -> str:
        if not pattern.fullmatch(cell):
            raise Wrong(f"{cell[:40]!r} is not of the form {example}", f"Write it like {example}")
        return cell

    return read


identifier = matching(ID, "DATDAI (letters, digits, - and _)")
prefix = matching(PREFIX, "A (one capital letter)")
procedure_code = matching(PROCEDURE, "1.012783")


def identifiers(cell: str) -> tuple[str, ...]:
    """Codes separated by `;`. Empty and `*` mean none in particular."""
    if cell in ("", "*"):
        return ()
    return tuple(identifier(part.strip()) for part in cell.split(";"))


def texts(cell: str) -> tuple[str, ...]:
    """Texts separated by `;`."""
    read = text(300)
    return tuple(read(part.strip()) for part in cell.split(";") if part.strip())


def whole(least: int, most: int) -> Reader:
    """A whole number in a range."""

    def read(cell: str) -> int:
        if not re.fullmatch(r"\d{1,9}", cell) or not least <= int(cell) <= most:
            raise Wrong(f"{cell[:20]!r} is not a number", f"Write {least} to {most}")
        return int(cell)

    return read


def number(least: float, most: float) -> Reader:
    """A number with a decimal point in a range."""

    def read(cell: str) -> float:
        if not re.fullmatch(r"\d{1,9}(\.\d{1,3})?", cell) or not least <= float(cell) <= most:
            raise Wrong(f"{cell[:20]!r} is not a number", f"Write {least:g} to {most:g}, as 4.75")
        return float(cell)

    return read


def flag(cell: str) -> bool:
    """1 for yes, 0 or nothing for no."""
    if cell not in ("", "0", "1"):
        raise Wrong(f"{cell[:20]!r} is neither 1 nor 0", "Write 1 for yes or 0 for no")
    return cell == "1"


def optional(read: Reader) -> Reader:
    """The same, or None for an empty cell."""
    return lambda cell: read(cell) if cell else None


def one_of(*known: str) -> Reader:
    """One of a few words."""

    def read(cell: str) -> str:
        if cell not in known:
            raise Wrong(f"{cell[:40]!r} is not known", f"Write one of: {', '.join(known)}")
        return cell

    return read


def day(cell: str) -> date:
    """A date as 2026-11-25."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise Wrong(f"{cell[:20]!r} is not a date", "Write it like 2026-11-25") from None


def clock_time(cell: str) -> time:
    """A time of day as 07:30."""
    try:
        if not TIME.fullmatch(cell):
            raise ValueError
        return time.fromisoformat(cell)
    except ValueError:
        raise Wrong(f"{cell[:20]!r} is not a time", "Write it like 07:30, in quotes") from None
