"""Prints at one printer whatever is wanted there, one slip at a time, in order.

Where slips are kept is a port: the hall's memory for the server, a file for an agent.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from printer.document.kinds import AnySlip, layout
from printer.errors import PrinterError
from printer.escpos.attempting import Result, attempt
from printer.escpos.attempting import status as ask_status
from printer.escpos.encode import encode, length_mm
from printer.escpos.status import GONE, PrinterStatus
from printer.wires import Address

LOOK_S = 10.0  # between two questions how an idle printer stands
FIRST_WAIT_S = 1.0  # after an attempt that printed nothing
LONGEST_WAIT_S = 8.0
DEFECT = "defect"
Job = TypeVar("Job")
log = logging.getLogger("luot.printer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What came of a slip; `result` is None when it cannot come out of any printer.

    `problem` is a stable code, empty when nothing is wrong; `status` is None when the printer was
    not asked; `used_mm` is what the slip took of the roll.
    """

    result: Result | None = None
    problem: str = ""
    used_mm: int = 0
    status: PrinterStatus | None = None
    error: PrinterError | None = None


class Port(Protocol[Job]):
    """Where slips come from, and where their fate is told."""

    def is_in_use(self) -> bool:
        """Do slips come out at this printer?"""

    def next(self) -> Job | None:
        """The slip that is to come out now; None when none is."""

    def begin(self, job: Job) -> AnySlip | str | None:
        """What a slip says, once nobody else will print it; a code when it cannot come out.

        None when somebody else has it.
        """

    def end(self, job: Job, printed: Printed) -> None:
        """Remember what came of a slip. When nothing came out, it is wanted again."""

    def stands(self, status: PrinterStatus) -> None:
        """Remember how the printer stands."""


class Worker:
    """One printer's worker. Only one thread, or greenlet, may call it.

    `wait_for(function, *arguments)` runs what waits for the printer, seconds at worst: directly,
    or in another thread while the caller's loop goes on.
    """

    def __init__(self, url: str, port: Port[Any], wait_for: Callable[..., Any]) -> None:
        self._url = url
        self._port = port
        self._wait_for = wait_for
        self._look_at = self._rests_until = 0.0  # of the monotonic clock
        self._rest_s = FIRST_WAIT_S

    def turn(self) -> float:
        """Print the slip that is next, or look at the printer when none is.

        Returns in how many seconds the next turn is due; earlier does no harm.
        """
        if self._rests_until > time.monotonic():
            return self._rests_until - time.monotonic()
        job = self._port.next()
        if job is not None:
            return 0.0 if self.print(job) else self._rest()
        if time.monotonic() >= self._look_at:
            self.look()
        return max(0.0, self._look_at - time.monotonic())

    def look(self) -> None:
        """Ask the printer how it stands."""
        self._look_at = time.monotonic() + LOOK_S
        if self._port.is_in_use():
            self._port.stands(self._wait_for(_look, self._url))

    def print(self, job: Any) -> bool:
        """Try to print one slip; False when nothing came out and it is to be tried again."""
        slip = self._port.begin(job)
        if slip is None:
            return True
        printed: Printed = self._wait_for(_print, slip, self._url)
        self._port.end(job, printed)
        if printed.result is Result.NOT_PRINTED:
            return False
        self._rest_s = FIRST_WAIT_S
        return True

    def _rest(self) -> float:
        rest, self._rest_s = self._rest_s, min(2 * self._rest_s, LONGEST_WAIT_S)
        self._rests_until = time.monotonic() + rest
        return rest


def _look(url: str) -> PrinterStatus:
    """How a printer stands; nothing is raised: it may be another thread that calls."""
    try:
        return ask_status(url)
    except PrinterError as error:
        log.warning("%s", error)
        return GONE


def _print(slip: AnySlip | str, url: str) -> Printed:
    """Draw and send a slip; a code is why there is none."""
    if isinstance(slip, str):
        return Printed(problem=slip)
    try:
        blocks, profile = layout(slip), Address.of(url).profile
        data, used_mm = encode(blocks, profile), length_mm(blocks, profile)
        done = attempt(data, url)
    except Exception:
        log.exception("a slip could not be drawn for %s", url)
        return Printed(problem=DEFECT)
    used_mm = 0 if done.result is Result.NOT_PRINTED else used_mm
    return Printed(
        result=done.result,
        problem=done.code,
        used_mm=used_mm,
        status=done.status,
        error=done.problem,
    )
