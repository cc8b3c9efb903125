"""One attempt to print, with what is known of it afterwards.

The printer is asked before and after, on the same connection. What it says in real time says
nothing of what is still in its buffer; so the last question is one that is answered in its turn.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from printer.errors import (
    BadAddress,
    Hindered,
    Interrupted,
    PrinterError,
    Stopped,
    Unanswered,
    Unreachable,
)
from printer.escpos.status import DONE, GONE, UNKNOWN, PrinterStatus, ask, is_done, said_when_asked
from printer.wires import Address, Driver, Line, driver_for

DEADLINE_S = 4.8  # of a whole attempt: five seconds are promised, and closing takes a moment
ANSWERS_WITHIN_S = 1.0  # a real-time question is answered at once, or never
ASK_AGAIN_S = 600.0  # one that was silent, of a kind of which some answer
LAST_WORD_S = 0.5  # kept for the last question when the slip was not done in time
MUTE = "mute"
log = logging.getLogger("luot.printer")
_silent_until: dict[str, float] = {}  # by address, of the monotonic clock


class Result(StrEnum):
    """What came of an attempt. Silence is unknown, never confirmed."""

    CONFIRMED = "confirmed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of it, how the printer said it stood last, and what went wrong, if anything."""

    result: Result
    status: PrinterStatus = UNKNOWN
    problem: PrinterError | None = None

    @property
    def code(self) -> str:
        """Why it is not confirmed, in one word; empty when it is.

        The hindrance when nothing was printed; `mute` of a printer that never tells anything, and
        else `interrupted`.
        """
        if self.result is Result.NOT_PRINTED:
            return str(self.status.hindrance)
        if self.result is Result.CONFIRMED:
            return ""
        return "interrupted" if self.problem or self.status.is_known else MUTE


def attempt(data: bytes, url: str) -> Attempt:
    """Send one slip and find out what came of it, within DEADLINE_S. Raises BadAddress only.

    A serial line has the time besides that its bytes take.
    """
    address = Address.of(url)
    try:
        with _opened(driver_for(address), url) as line:
            if line.hears and _may_answer(address):
                return _asking(line, data, address)
            line.send(data)
            return Attempt(result=Result.UNKNOWN)
    except Unreachable as error:
        return Attempt(result=Result.NOT_PRINTED, status=GONE, problem=error)
    except Interrupted as error:
        return Attempt(result=Result.UNKNOWN, problem=error)
    except BadAddress:
        raise
    except Exception as error:  # whatever a driver meets, a byte may have been sent
        log.exception("printing at %s", url)
        problem = Interrupted(address=url, why=error)
        return Attempt(result=Result.UNKNOWN, problem=problem)


def status(url: str, *, anyway: bool = False) -> PrinterStatus:
    """How a printer says it stands. Raises BadAddress or Unreachable; silence is unknown.

    One whose profile says that it does not answer is only reached, unless it is asked `anyway`.
    """
    address = Address.of(url)
    with _opened(driver_for(address), url) as line:
        if not line.hears or not (anyway or _may_answer(address)):
            return UNKNOWN
        found = _before(line, url)
        _learn(address, found)
        return found


def _may_answer(address: Address) -> bool:
    """Is it worth to ask? A kind of which only some answer is asked now and then."""
    if address.profile.answers is not None:
        return address.profile.answers
    return time.monotonic() > _silent_until.get(address.text, 0.0)


def _learn(address: Address, found: PrinterStatus) -> None:
    if not found.is_known and address.profile.answers is None:
        _silent_until[address.text] = time.monotonic() + ASK_AGAIN_S


def _opened(driver: Driver, url: str) -> Line:
    """A line to the printer. Raises Unreachable, whatever stands in the way."""
    try:
        return driver.open(time.monotonic() + DEADLINE_S)
    except PrinterError:
        raise
    except Exception as error:
        log.exception("reaching %s", url)
        raise Unreachable(address=url, why=error) from error


def _asking(line: Line, data: bytes, address: Address) -> Attempt:
    url = address.text
    before = _before(line, url)
    _learn(address, before)
    if before.hindrance is not None:
        problem = Hindered(address=url, hindrance=before.hindrance)
        return Attempt(result=Result.NOT_PRINTED, status=before, problem=problem)
    line.send(data)
    if not before.is_known:
        if address.profile.answers is None:  # one that never tells, then
            return Attempt(result=Result.UNKNOWN)
        line.settle()  # a mute one under a wrong profile prints; one that hangs must not later
        return Attempt(result=Result.UNKNOWN, status=before, problem=Unanswered(address=url))
    line.send(DONE)
    is_printed = is_done(_hearing(line, line.left_s - LAST_WORD_S))
    after = _stands(line)
    if is_printed and after.is_known and after.hindrance is None:
        return Attempt(result=Result.CONFIRMED, status=after)
    line.drop()  # what waits for new paper now would come out beside its reprint
    why = Stopped(address=url, hindrance=after.hindrance) if after.hindrance else None
    return Attempt(result=Result.UNKNOWN, status=after, problem=why or Unanswered(address=url))


def _before(line: Line, url: str) -> PrinterStatus:
    """How it stands before anything was sent to be printed. Raises Unreachable."""
    try:
        return _stands(line)
    except Unreachable:
        raise
    except Interrupted as error:  # only a question was on its way
        raise Unreachable(address=url, why=error.facts["why"]) from error
    except Exception as error:
        raise Unreachable(address=url, why=error) from error


def _stands(line: Line) -> PrinterStatus:
    def answer(command: bytes) -> bytes:
        line.send(command)
        return said_when_asked(_hearing(line, ANSWERS_WITHIN_S))

    line.forget()
    return ask(answer)


def _hearing(line: Line, within_s: float) -> Callable[[], bytes]:
    """Gives byte after byte, and nothing when the time is over: some printers never fall silent."""
    ends = time.monotonic() + within_s

    def hear() -> bytes:
        left_s = ends - time.monotonic()
        return line.hear(left_s) if left_s > 0 else b""

    return hear
