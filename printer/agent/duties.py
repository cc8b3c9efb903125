"""What an agent does: asks which slips are wanted, prints them, says what came of them.

Each duty is whole in itself and may be broken off anywhere: what counts is in the spool, and goes
on from there. A slip is never begun twice.
"""

import logging
import time
from typing import Any

from printer.agent.hall_client import HallClient, ServerRefused, Wanted
from printer.document.kinds import AnySlip
from printer.errors import BadLogo, BadSlip, PrinterError, SpoolFull
from printer.escpos.attempting import Result
from printer.escpos.status import UNKNOWN, PrinterStatus
from printer.escpos.worker import DEFECT, Printed, Worker
from printer.spool.entry import ENDED, SpoolEntry, Stage
from printer.spool.spool import Spool
from printer.wires import Address, driver_for

ROOM_AGAIN_S = 2.0
Stand = dict[str, object]
log = logging.getLogger("luot.agent")


# What is known of a slip after it was tried; what printed nothing is still to be printed here.
STAGES = {
    Result.CONFIRMED: Stage.CONFIRMED,
    Result.UNKNOWN: Stage.UNKNOWN,
    Result.NOT_PRINTED: Stage.MINE,
    None: Stage.FAILED,
}


class Duties:
    """One device's slips at one printer: the port of its worker, and what the server is told.

    `stand` is how the printer stands, as the server is told; empty before the first look.
    """

    def __init__(self, url: str, spool: Spool) -> None:
        driver_for(Address.of(url))  # a wrong address is said at once
        self.worker = Worker(url, self, lambda do, *facts: do(*facts))
        self._spool = spool
        self._status = UNKNOWN
        self._is_full = False
        self._bad: set[tuple[int, int]] = set()  # slips that cannot be read
        self.stand: Stand = {}

    def fetch(self, server: HallClient) -> bool:
        """Take over what is wanted; waits for it as long as the server lets one wait.

        False when all that is wanted is here already or cannot be read: do not ask at once again.
        """
        for entry in self._spool.at(Stage.TAKEN):  # the answer was lost, or we were stopped
            self._take_over(server, entry)
        wanted = server.slips()
        new = [it for it in wanted if not self._spool.knows(it.name) and it.name not in self._bad]
        for it in new:
            try:
                self._take_over(server, self._write_down(it))
            except (BadSlip, BadLogo) as error:  # of a newer hall: the others are still printed
                log.warning("%s", error)
                self._bad.add(it.name)
            except PrinterError:
                raise
            except Exception:
                log.exception("slip %s cannot be taken over", it.name)
                self._bad.add(it.name)
        return bool(new) or not wanted

    @property
    def has_news(self) -> bool:
        """Has something come of a slip that the server does not know yet?"""
        return bool(self._spool.at(*ENDED))

    @property
    def has_work(self) -> bool:
        """Is there a slip to print?"""
        return bool(self._spool.at(Stage.MINE))

    def is_in_use(self) -> bool:
        """An agent has one printer, and prints there."""
        return True

    def next(self) -> SpoolEntry | None:
        """The slip that was taken over first."""
        mine = self._spool.at(Stage.MINE)
        return mine[0] if mine else None

    def begin(self, entry: SpoolEntry) -> AnySlip | str:
        """What a slip says; written down before its first byte, or a crash could print it twice."""
        if entry.is_too_old(time.time()):
            return entry.problem or "too_old"
        try:
            slip = entry.slip
        except PrinterError:
            log.exception("slip %s cannot be read", entry.name)
            return DEFECT
        self._spool.move(entry, Stage.SENDING)
        return slip

    def end(self, entry: SpoolEntry, printed: Printed) -> None:
        """Write down what came of a slip."""
        if printed.status is not None:
            self.stands(printed.status)
        stage = STAGES[printed.result]
        self._surely(entry, stage, problem=printed.problem, used_mm=printed.used_mm)
        log.info("slip %d/%d: %s", *entry.name, f"{stage} {printed.problem}".strip())
        if printed.result is Result.NOT_PRINTED:
            log.warning("%s", printed.error or printed.problem)

    def stands(self, status: PrinterStatus) -> None:
        """Remember how the printer stands, as the server is told."""
        self._status = status
        self._say_stand()

    def report(self, server: HallClient) -> None:
        """Tell the server what came of every slip, and how the printer stands."""
        for entry in self._spool.at(*ENDED):
            try:
                server.end(entry, self._spool.id)
            except ServerRefused as error:  # it has given this slip up, or was restored
                log.info("%s", error)
            self._spool.move(entry, Stage.GONE)
        server.report(self.stand, self._spool.id)

    def _take_over(self, server: HallClient, entry: SpoolEntry) -> None:
        try:
            server.start(entry, self._spool.id)
        except ServerRefused as error:  # it is too old, or somebody else has it
            log.info("%s", error)
            self._spool.move(entry, Stage.GONE)
        else:
            self._spool.move(entry, Stage.MINE)

    def _write_down(self, it: Wanted) -> SpoolEntry:
        """Keep a slip before it is ours. Raises SpoolFull, and the touchscreen is told."""
        slip = it.slip
        try:
            entry = self._spool.take(*it.name, slip, it.seconds)
        except SpoolFull:
            self._say_full(is_full=True)
            raise
        self._say_full(is_full=False)
        return entry

    def _say_full(self, *, is_full: bool) -> None:
        if is_full != self._is_full:
            self._is_full = is_full
            self._say_stand()

    def _surely(self, entry: SpoolEntry, stage: Stage, **facts: Any) -> None:
        """Write down what came of a slip, when there is room again at last."""
        while True:
            try:
                self._spool.move(entry, stage, **facts)
                return self._say_full(is_full=False)
            except SpoolFull as error:
                log.warning("%s", error)
                self._say_full(is_full=True)
                time.sleep(ROOM_AGAIN_S)

    def _say_stand(self) -> None:
        self.stand = {
            "is_known": self._status.is_known,
            "paper": self._status.paper,
            "hindrance": "spool_full" if self._is_full else self._status.hindrance or "",
        }
