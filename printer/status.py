"""What a printer says of itself. Silence is unknown, never fine.

The questions and the bits of the answers are from Epson's ESC/POS reference, DLE EOT and GS r.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

ASK = b"\x10\x04"  # DLE EOT n: answered at once, also while offline
PRINTER, CAUSE, ERROR, ROLL = 1, 2, 3, 4  # the four questions
# GS r 1: the paper sensors; answered in its turn, when all that was sent before it is done.
DONE = b"\x1dr\x01"


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
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a printer stands. `is_known` is false when it said nothing that can be understood."""

    is_known: bool = False
    paper: Paper = Paper.UNKNOWN
    hindrance: Hindrance | None = None


UNKNOWN = Status()
GONE = Status(is_known=True, hindrance=Hindrance.UNREACHABLE)


def ask(question: Callable[[bytes], bytes]) -> Status:
    """Ask the four questions; `question(command)` gives the one byte that came back, or nothing.

    After one that was not answered no other is asked: who is silent once is silent.
    """
    bits: dict[int, int] = {}
    for n in (PRINTER, CAUSE, ERROR, ROLL):
        answer = question(ASK + bytes((n,)))
        if not _is_answer(answer):
            return UNKNOWN
        bits[n] = answer[0]
    return Status(is_known=True, paper=_paper(bits), hindrance=_hindrance(bits))


def is_done(answer: bytes) -> bool:
    """Is this an answer to DONE? Bits 4 and 7 are 0 in it, unlike in any other answer."""
    return len(answer) == 1 and answer[0] & 0b1001_0000 == 0


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
