"""One attempt to print, with what is known of it afterwards.

The printer is asked before and after, on the same connection. What it says in real time says
nothing of what is still in its buffer; so the last question is one that is answered in its turn.
"""

import time
from dataclasses import dataclass
from enum import StrEnum

from printer.address import Address
from printer.drivers import Line, driver_for
from printer.errors import Hindered, Interrupted, PrinterError, Unreachable
from printer.status import DONE, GONE, UNKNOWN, Status, ask, is_done

DEADLINE_S = 5.0  # of a whole attempt
ANSWERS_WITHIN_S = 1.0  # a real-time question is answered at once, or never
LAST_WORD_S = 0.5  # kept for the last question when the slip was not done in time
MUTE = "mute"


class Result(StrEnum):
    """What came of an attempt. Silence is unknown, never confirmed."""

    CONFIRMED = "confirmed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of it, how the printer said it stood last, and what went wrong, if anything."""

    result: Result
    status: Status = UNKNOWN
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
    """Send one slip and find out what came of it, within DEADLINE_S. Raises BadAddress only."""
    address = Address.of(url)
    driver, ends = driver_for(address), time.monotonic() + DEADLINE_S
    try:
        with driver.open(ends) as line:
            if driver.hears and address.profile.answers:
                return _asking(line, data, url, ends)
            line.send(data)
            return Attempt(result=Result.UNKNOWN)
    except Unreachable as error:
        return Attempt(result=Result.NOT_PRINTED, status=GONE, problem=error)
    except Interrupted as error:
        return Attempt(result=Result.UNKNOWN, problem=error)


def status(url: str) -> Status:
    """Ask a printer how it stands. Raises BadAddress or Unreachable; silence is unknown."""
    driver = driver_for(Address.of(url))
    if not driver.hears:
        return UNKNOWN
    with driver.open(time.monotonic() + DEADLINE_S) as line:
        return _before(line, url)


def _asking(line: Line, data: bytes, url: str, ends: float) -> Attempt:
    before = _before(line, url)
    if before.hindrance is not None:
        problem = Hindered(address=url, hindrance=before.hindrance)
        return Attempt(result=Result.NOT_PRINTED, status=before, problem=problem)
    line.send(data)
    if not before.is_known:
        return _unsure(before, url, "it does not answer")
    line.send(DONE)
    is_printed = is_done(line.hear(ends - time.monotonic() - LAST_WORD_S))
    after = _stands(line)
    if is_printed and after.is_known and after.hindrance is None:
        return Attempt(result=Result.CONFIRMED, status=after)
    return _unsure(after, url, after.hindrance or "it does not say that it is done")


def _unsure(status: Status, url: str, why: str) -> Attempt:
    return Attempt(result=Result.UNKNOWN, status=status, problem=Interrupted(address=url, why=why))


def _before(line: Line, url: str) -> Status:
    """How it stands before anything was sent to be printed. Raises Unreachable."""
    try:
        return _stands(line)
    except Interrupted as error:  # only a question was on its way
        raise Unreachable(address=url, why=error.facts["why"]) from error


def _stands(line: Line) -> Status:
    def answer(command: bytes) -> bytes:
        line.send(command)
        return line.hear(ANSWERS_WITHIN_S)

    return ask(answer)
