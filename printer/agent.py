"""The agent beside a kiosk: prints what the server wants, once, and says what came of it.

Three threads, so that nobody waits for the other: one asks the server what is wanted, one prints,
one reports. What they know is in the spool; the server may be gone meanwhile.
"""

import logging
import threading
import time
from collections.abc import Callable

from printer.address import Address
from printer.attempt import Attempt, Result, attempt
from printer.drivers import driver_for
from printer.encode import encode
from printer.errors import PrinterError, Unreachable
from printer.layout import layout
from printer.length import length_mm
from printer.server import Server, ServerRefused, Wanted
from printer.spool import ENDED, Entry, Spool, Stage
from printer.status import Status

LOOK_S = 10.0  # between two questions how an idle printer stands
REPORT_S = 20.0  # between two reports when nothing changes: the server sees that we are there
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 8.0
MUTE = "mute"  # of a slip that went to a printer which never tells
log = logging.getLogger("luot.agent")


class Agent:
    """Prints one device's slips at one printer. `connect` makes a connection for each thread."""

    def __init__(self, connect: Callable[[], Server], url: str, spool: Spool) -> None:
        self._connect = connect
        self._address = Address.of(url)
        self._driver = driver_for(self._address)
        self._spool = spool
        self._status = Status()
        self._stand: dict[str, object] = {}
        self._is_full = False
        self._to_print, self._to_report = threading.Event(), threading.Event()
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._for_ever, args=(duty,), name=duty.__name__, daemon=True)
            for duty in (self._fetch, self._print, self._report)
        ]

    def start(self) -> None:
        """Begin to print."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after the slip that is being sent, if any."""
        self._stopped.set()
        self._to_print.set()
        self._to_report.set()
        self._threads[1].join()

    def _for_ever(self, duty: Callable[[Server], object]) -> None:
        """Do a duty again and again; what goes wrong is said, and tried again later."""
        server, wait = self._connect(), FIRST_WAIT_S
        while not self._stopped.is_set():
            try:
                duty(server)
                wait = FIRST_WAIT_S
            except PrinterError as error:
                log.warning("%s", error)
                self._stopped.wait(wait)
                wait = min(2 * wait, LONGEST_WAIT_S)
            except Exception:
                log.exception("%s failed and is tried again", duty.__name__)
                self._stopped.wait(LONGEST_WAIT_S)

    # Asking what is wanted ------------------------------------------------------------------

    def _fetch(self, server: Server) -> None:
        for entry in self._spool.at(Stage.TAKEN):  # the answer was lost, or we were stopped
            self._take_over(server, entry)
        for it in server.slips():
            if not self._spool.knows((it.ticket_id, it.copy)):
                self._take_over(server, self._write_down(it))

    def _write_down(self, it: Wanted) -> Entry:
        """Keep a slip before it is ours. Raises SpoolFull, and the touchscreen is told."""
        was_full, self._is_full = self._is_full, True
        try:
            entry = self._spool.take(it.ticket_id, it.copy, it.slip, it.seconds)
            self._is_full = False
        finally:
            if was_full != self._is_full:
                self._stands(self._status, None)
        return entry

    def _take_over(self, server: Server, entry: Entry) -> None:
        try:
            server.start(entry, self._spool.id)
        except ServerRefused as error:  # it is too old, or somebody else has it
            log.info("%s", error)
            self._spool.move(entry, Stage.GONE)
        else:
            self._spool.move(entry, Stage.MINE)
            self._to_print.set()

    # Printing -------------------------------------------------------------------------------

    def _print(self, _server: Server) -> None:
        self._to_print.clear()
        if not self._stand:
            self._look()
        mine = self._spool.at(Stage.MINE)
        if mine:
            self._print_one(mine[0])
        elif not self._to_print.wait(LOOK_S):
            self._look()

    def _print_one(self, entry: Entry) -> None:
        """Print a slip; raises a PrinterError when nothing came out and it may be tried again."""
        if entry.is_too_old(time.time()):
            return self._end(entry, Stage.FAILED, problem=entry.problem or "too_old")
        # Before the first byte, or a crash could print it twice.
        entry = self._spool.move(entry, Stage.SENDING)
        try:
            data = encode(layout(entry.slip), self._address.profile)
            used_mm = length_mm(entry.slip, self._address.profile)
        except Exception:
            log.exception("slip %s cannot be drawn", entry.slip.number)
            return self._end(entry, Stage.FAILED, problem="defect")
        done = attempt(data, self._address.text)
        self._stands(done.status, done.problem)
        if done.result is Result.NOT_PRINTED:
            self._spool.move(entry, Stage.MINE, problem=str(self._stand["hindrance"]))
            raise done.problem or Unreachable(address=self._address.text, why="?")
        stage = Stage.CONFIRMED if done.result is Result.CONFIRMED else Stage.UNKNOWN
        return self._end(entry, stage, problem=_problem(done), used_mm=used_mm)

    def _end(self, entry: Entry, stage: Stage, *, problem: str = "", used_mm: int = 0) -> None:
        self._spool.move(entry, stage, problem=problem, used_mm=used_mm)
        log.info("%s: %s %s", entry.slip.number, stage, problem)
        self._to_report.set()

    def _look(self) -> None:
        try:
            self._stands(self._driver.status(), None)
        except PrinterError as error:
            self._stands(Status(), error)

    def _stands(self, status: Status, problem: PrinterError | None) -> None:
        gone, self._status = isinstance(problem, Unreachable), status
        hindrance = "spool_full" if self._is_full else "unreachable" if gone else status.hindrance
        stand: dict[str, object] = {
            "is_known": status.is_known or gone,
            "paper": status.paper,
            "hindrance": hindrance or "",
        }
        if stand != self._stand:
            self._stand = stand
            self._to_report.set()

    # Reporting ------------------------------------------------------------------------------

    def _report(self, server: Server) -> None:
        self._to_report.clear()
        if not self._stand:  # the one who prints asks the printer first: it bears one at a time
            self._to_report.wait(REPORT_S)
            return
        server.report(self._stand, self._spool.id)
        for entry in self._spool.at(*ENDED):
            try:
                server.end(entry, self._spool.id)
            except ServerRefused as error:  # it has given this slip up, or was restored
                log.info("%s", error)
            self._spool.move(entry, Stage.GONE)
        self._to_report.wait(REPORT_S)


def _problem(done: Attempt) -> str:
    if done.result is Result.CONFIRMED:
        return ""
    return "interrupted" if done.problem or done.status.is_known else MUTE
