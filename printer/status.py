"""What a printer says of itself. Silence is unknown, never fine.

The questions and the bits of the answers are from Epson's ESC/POS reference, DLE EOT.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

ASK = b"\x10\x04"  # DLE EOT n: answered at once, also while offline
PRINTER, CAUSE, ERROR, ROLL = 1, 2, 3, 4  # the four questions


class Paper(StrEnum):
    """How much paper there is, as far as the sensors tell."""

    FINE = "fine"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"


class Hindrance(StrEnum):
    """Why no slip comes out now."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    ERROR = "error"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a printer stands. `is_known` is false when it said nothing that can be understood."""

    is_known: bool = False
    paper: Paper = Paper.UNKNOWN
    hindrance: Hindrance | None = None


UNKNOWN = Status()


def ask(question: Callable[[bytes], bytes]) -> Status:
    """Ask the four questions; `question(command)` gives the one byte that came back, or nothing."""
    answers = {n: question(ASK + bytes((n,))) for n in (PRINTER, CAUSE, ERROR, ROLL)}
    if not all(_is_answer(answer) for answer in answers.values()):
        return UNKNOWN
    bits = {n: answer[0] for n, answer in answers.items()}
    return Status(is_known=True, paper=_paper(bits), hindrance=_hindrance(bits))


def _is_answer(answer: bytes) -> bool:
    """Bits 0 and 7 are 0, bits 1 and 4 are 1 in every answer; anything else is none."""
    return len(answer) == 1 and answer[0] & 0b1001_0011 == 0b0001_0010


def _paper(bits: dict[int, int]) -> Paper:
    if bits[ROLL] & 0x60 or bits[CAUSE] & 0x20:
        return Paper.OUT
    return Paper.LOW if bits[ROLL] & 0x0C else Paper.FINE


def _hindrance(bits: dict[int, int]) -> Hindrance | None:
    """The cause that a person can remove first."""
    causes = (
        (bits[CAUSE] & 0x04, Hindrance.COVER_OPEN),
        (_paper(bits) is Paper.OUT, Hindrance.PAPER_OUT),
        (bits[ERROR] & 0x08, Hindrance.CUTTER),
        (bits[ERROR] & 0x60 or bits[CAUSE] & 0x40, Hindrance.ERROR),
        (bits[PRINTER] & 0x08, Hindrance.OFFLINE),
    )
    return next((cause for is_so, cause in causes if is_so), None)
