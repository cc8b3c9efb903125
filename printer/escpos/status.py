"""What a printer says of itself. Silence is unknown, never fine.

The questions and the bits of the answers are from Epson's ESC/POS reference, DLE EOT and GS r.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from printer.words import said
from words import Text

ASK = b"\x10\x04"  # DLE EOT n: answered at once, also while offline
PRINTER, CAUSE, ERROR, ROLL = 1, 2, 3, 4  # the four questions
# GS r 1: the paper sensors; answered in its turn, when all that was sent before it is done.
DONE = b"\x1dr\x01"
XON_XOFF = (0x11, 0x13)  # the flow of a serial line, said between answers
UNASKED = 4  # bytes of an automatic status (GS a), which another program may have switched on


class Paper(StrEnum):
    """How much paper there is, as far as the sensors tell."""

    FINE = "fine"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"

    @property
    def says(self) -> Text:
        """How it is said to people."""
        return PAPERS[self]


class Hindrance(StrEnum):
    """Why no slip comes out now."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    ERROR = "error"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"

    @property
    def says(self) -> Text:
        """What is so, and what to do."""
        return HINDRANCES[self]


PAPERS = {
    Paper.FINE: said("fine"),
    Paper.LOW: said("low"),
    Paper.OUT: said("out"),
    Paper.UNKNOWN: said("unknown"),
}
HINDRANCES = {
    Hindrance.PAPER_OUT: said("there is no paper, put in a new roll"),
    Hindrance.COVER_OPEN: said("the cover is open, close it"),
    Hindrance.CUTTER: said("the cutter is jammed, take the paper out, turn it off and on"),
    Hindrance.ERROR: said("it reports an error, turn it off and on"),
    Hindrance.OFFLINE: said("it is paused, press FEED"),
    Hindrance.UNREACHABLE: said("it cannot be reached"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterStatus:
    """How a printer stands. `is_known` is false when it said nothing that can be understood."""

    is_known: bool = False
    paper: Paper = Paper.UNKNOWN
    hindrance: Hindrance | None = None


UNKNOWN = PrinterStatus()
GONE = PrinterStatus(is_known=True, hindrance=Hindrance.UNREACHABLE)


def ask(question: Callable[[bytes], bytes]) -> PrinterStatus:
    """Ask the four questions; `question(command)` gives the one byte that came back, or nothing.

    After one that was not answered no other is asked: who is silent once is silent.
    """
    bits: dict[int, int] = {}
    for n in (PRINTER, CAUSE, ERROR, ROLL):
        answer = question(ASK + bytes((n,)))
        if not _is_answer(answer):
            return UNKNOWN
        bits[n] = answer[0]
    return PrinterStatus(is_known=True, paper=_paper(bits), hindrance=_hindrance(bits))


def is_done(hear: Callable[[], bytes]) -> bool:
    """Wait for the answer to DONE; `hear()` gives the next byte, or nothing when time is over.

    Answers out of turn are passed over: a picture may hold the bytes of DLE EOT by chance, and
    printers answer that too. In the answer to DONE bits 4 and 7 are 0, and the two bits of each
    sensor are alike.
    """
    while _is_answer(answer := said_when_asked(hear)):
        pass
    if len(answer) != 1 or answer[0] & 0b1001_0000:
        return False
    return answer[0] & 0b11 in (0, 0b11) and answer[0] & 0b1100 in (0, 0b1100)


def said_when_asked(hear: Callable[[], bytes]) -> bytes:
    """The next byte that is an answer, or nothing when time is over."""
    while heard := hear():
        if heard[0] & 0b1001_0011 == 0b0001_0000:  # the first byte of an automatic status
            for _ in range(UNASKED - 1):
                hear()
        elif heard[0] not in XON_XOFF:
            return heard
    return b""


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
