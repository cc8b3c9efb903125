"""Slips come out at the printers of this server: a failing one never delays or undoes a number."""

import logging
import secrets
from collections import defaultdict
from collections.abc import Container

import gevent
from gevent.event import Event as Bell
from gevent.threadpool import ThreadPool

import printer
from queue_server.kernel.door import Hall
from queue_server.kernel.loops import for_ever
from queue_server.kernel.refusals import Unavailable
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.paper import slips
from queue_server.paper.commands import begin, end, report
from queue_server.paper.refusals import SlipTaken
from queue_server.paper.rules import SlipJob, SlipState, Stand, is_waited_for
from queue_server.paper.tables import Paper
from queue_server.turns.rules.keys import Keys

NOT_LEADING_S = 4.0  # between two looks whether the leading process has gone
TELL_AGAIN_S = 1.0
log = logging.getLogger("luot.paper")


class Printing:
    """Has a worker print at one printer what the devices it belongs to gave.

    It is the worker's port: slips come from the hall, and what came of them is told there.
    """

    def __init__(
        self, hall: Hall, keys: Keys, address: str, url: str, hand: ThreadPool | None = None
    ) -> None:
        self._hall = hall
        self._keys = keys
        self._address = address
        self._url = url
        # What an earlier process began, nobody knows: a memory of this one's own.
        self._spool = secrets.token_hex(8)
        self._hand = hand or ThreadPool(1)  # drawing and sending take milliseconds, or seconds
        self._untold: set[tuple[int, int]] = set()  # ticket and copy of what was sent
        self._bell = Bell()
        self.worker = printer.Worker(url, self, lambda do, *facts: self._hand.apply(do, facts))
        hall.listen(self._bell.set)

    def start(self) -> None:
        """Print for ever, in a greenlet of its own."""
        for_ever(self._print_while_leading, name=f"printing at {self._url}", pause_s=NOT_LEADING_S)

    def is_in_use(self) -> bool:
        """Does any device print here?"""
        return bool(self._hall.ask(devices_at, self._url))

    def next(self) -> SlipJob | None:
        """The slip that was wanted first."""
        return self._hall.ask(next_job, self._url, self._spool, self._untold)

    def begin(self, job: SlipJob) -> printer.Slip | str | None:
        """What a slip says, once it is this process's to print."""
        slip = self._slip(job)
        place = (job.ticket_id, job.copy)
        try:
            self._hall.do(begin, *place, device=job.device, spool=self._spool)
        except SlipTaken as error:  # another process has it
            log.info("%s", error)
            return None
        return slip

    def end(self, job: SlipJob, printed: printer.Printed) -> None:
        """Tell the hall what came of a slip. Whatever fails from here on, it is not sent again."""
        place = (job.ticket_id, job.copy)
        self._untold.add(place)
        self._tell(job, printed)
        self._untold.discard(place)

    def stands(self, status: printer.PrinterStatus) -> None:
        """Tell the hall how the printer stands."""
        if self._hall.is_leader():  # still: another's slips are not ours to doubt
            self._hall.do(_report, self._url, slips.stand(status), self._spool)

    def _print_while_leading(self) -> None:
        if not self._hall.is_leader():  # then another process has this printer
            return
        self.worker.look()
        while self._hall.is_leader():
            self._bell.clear()
            self._bell.wait(self.worker.turn())

    def _slip(self, job: SlipJob) -> printer.Slip | str:
        """What a slip says, or the problem why it cannot come out: others wait behind it."""
        try:
            slip = self._hall.ask(slips.slip, job, self._keys, self._address)
            return "too_old" if slip is None else slip
        except Unavailable:
            raise
        except Exception:
            log.exception("the slip of ticket %d cannot be made", job.ticket_id)
            return "defect"

    def _tell(self, job: SlipJob, printed: printer.Printed) -> None:
        """What is known of a slip is not forgotten: it is told until the memory takes it."""
        while True:
            try:
                self._hall.do(_told, job, printed, self._url, self._spool)
                return
            except Unavailable as error:
                log.warning("%s", error)
                gevent.sleep(TELL_AGAIN_S)
            except SlipTaken as error:  # the hall has given it up meanwhile
                log.info("%s", error)
                return


def addresses(view: View) -> set[str]:
    """Where this server prints."""
    return {it.address for it in Paper(view).printers() if it.address}


def devices_at(view: View, url: str) -> list[str]:
    """The devices whose slips come out at this printer now."""
    return [it.device for it in Paper(view).printers() if it.address == url]


def next_job(
    view: View, url: str, spool: str = "", but: Container[tuple[int, int]] = ()
) -> SlipJob | None:
    """The slip that was wanted first, at this printer, of those somebody still waits for.

    Also one that this spool has begun and nothing was sent of: the answer was lost. Never one of
    `but` (ticket and copy).
    """
    for job in Paper(view).slips_to_do(devices_at(view, url)):
        if (job.ticket_id, job.copy) in but:
            continue
        is_mine = job.state is SlipState.SENDING and job.spool == spool
        if (is_mine or job.state is SlipState.QUEUED) and is_waited_for(job, view.now):
            return job
    return None


def _report(tx: Transaction, url: str, stand: Stand, spool: str) -> None:
    for device in devices_at(tx, url):
        report(tx, device, stand, spool=spool)


def _told(tx: Transaction, job: SlipJob, printed: printer.Printed, url: str, spool: str) -> None:
    """How the printer stands after a slip, and what came of it, in one."""
    if printed.status is not None:
        _report(tx, url, slips.stand(printed.status), spool)
    end(
        tx,
        job.ticket_id,
        job.copy,
        slips.state(printed),
        device=job.device,
        spool=spool,
        problem=printed.problem,
        used_mm=printed.used_mm,
    )


class Printers:
    """Keeps a worker at every printer. `address` is where phones reach this server."""

    def __init__(self, hall: Hall, keys: Keys, address: str) -> None:
        self._hall = hall
        self._keys = keys
        self._address = address
        self._working: set[str] = set()
        # A printer bears one connection, under however many names it is known.
        self._hands: dict[tuple[str, str, int], ThreadPool] = defaultdict(lambda: ThreadPool(1))

    def look(self) -> None:
        """Start to print where nobody does yet. A worker without devices has nothing to do."""
        found = self._hall.ask(
            lambda view: {it.address for it in Paper(view).printers() if it.address}
        )
        for url in found - self._working:
            self._working.add(url)  # also one that nobody can print at: it is said once
            try:
                self._start(url)
            except Exception:  # the other printers have done nothing wrong
                log.exception("nothing is printed at %s", url)

    def _start(self, url: str) -> None:
        at = printer.Address.of(url)
        hand = self._hands[at.scheme, at.place, at.port]
        Printing(self._hall, self._keys, self._address, url, hand).start()
