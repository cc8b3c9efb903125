"""Slips come out at the printers of this server: a failing one never delays or undoes a number."""

import logging
import secrets
from collections.abc import Iterable

import gevent
from gevent.event import Event as Bell
from gevent.threadpool import ThreadPool

import printer
from queue_server import paper
from queue_server.commands.printers import report
from queue_server.commands.printing import begin, end
from queue_server.domain.keys import Keys
from queue_server.domain.paper import SlipJob, SlipState, Stand
from queue_server.domain.refusals import Refusal
from queue_server.hall import Hall
from queue_server.store import Transaction

LOOK_S = 10.0  # between two questions how an idle printer stands
OFF_DUTY_S = 2.0  # between two looks whether the process on duty has gone
FIRST_WAIT_S = 1.0  # after an attempt that printed nothing
LONGEST_WAIT_S = 8.0
log = logging.getLogger("luot")


class Printing:
    """Prints at one printer what its `devices` gave, one slip at a time, in their order."""

    def __init__(self, hall: Hall, keys: Keys, address: str, url: str) -> None:
        self._hall = hall
        self._keys = keys
        self._address = address
        self._url = url
        self.devices: tuple[str, ...] = ()
        # What an earlier process began, nobody knows: a memory of this one's own.
        self._spool = secrets.token_hex(8)
        self._hand = ThreadPool(1)  # drawing and sending take milliseconds, or seconds
        self._bell = Bell()
        hall.listen(self._bell.set)

    def start(self) -> None:
        """Print for ever, in a greenlet of its own."""
        gevent.spawn(self._run)

    def _run(self) -> None:
        while True:
            try:
                self._print_while_on_duty()
            except Refusal as error:  # the memory is away for now
                log.warning("printing at %s: %s", self._url, error)
            gevent.sleep(OFF_DUTY_S)

    def _print_while_on_duty(self) -> None:
        wait = FIRST_WAIT_S
        self.look()
        while self._hall.on_duty():
            self._bell.clear()
            job = self._next()
            if job is None:
                if not self._bell.wait(LOOK_S):
                    self.look()
            elif self.print(job):
                wait = FIRST_WAIT_S
            else:
                gevent.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_S)

    def look(self) -> None:
        """Ask the printer how it stands, and tell the hall."""
        if not self.devices:
            return
        try:
            stand = paper.stand_of(self._hand.apply(printer.status, (self._url,)))
        except printer.PrinterError:
            stand = Stand(is_known=True, hindrance=paper.UNREACHABLE)
        self._hall.do(_report, self.devices, stand, self._spool)

    def print(self, job: SlipJob) -> bool:
        """Try to print one slip, and tell the hall what came of it; False when nothing did."""
        where = {"device": job.device, "spool": self._spool}
        try:
            self._hall.do(begin, job.ticket_id, job.copy, **where)
        except Refusal as error:  # it became too old meanwhile, or another process has it
            log.info("%s", error)
            return True
        slip = self._hall.ask(paper.slip, job, self._keys, self._address)
        done = self._hand.apply(_attempt, (slip, self._url)) if slip else None
        if done is None:
            state, problem, used_mm = SlipState.FAILED, "too_old" if slip is None else "defect", 0
        else:
            state, problem = paper.outcome(done[0])
            used_mm = 0 if state is SlipState.QUEUED else done[1]
            self._hall.do(_report, self.devices, paper.stand(done[0]), self._spool)
        self._hall.do(
            end, job.ticket_id, job.copy, state, problem=problem, used_mm=used_mm, **where
        )
        return state is not SlipState.QUEUED

    def _next(self) -> SlipJob | None:
        jobs = self._hall.ask(lambda view: view.slips_to_do(self.devices))
        return next((job for job in jobs if job.state is SlipState.QUEUED), None)


def _report(tx: Transaction, devices: Iterable[str], stand: Stand, spool: str) -> None:
    for device in devices:
        report(tx, device, stand, spool=spool)


def _attempt(slip: printer.Slip, url: str) -> tuple[printer.Attempt, int] | None:
    """Draw and send a slip: what came of it and how long it is; None when it cannot be drawn."""
    try:
        profile, blocks = printer.Address.of(url).profile, printer.layout(slip)
        data, used_mm = printer.encode(blocks, profile), printer.length_mm(blocks, profile)
        return printer.attempt(data, url), used_mm
    except Exception:
        log.exception("%s could not be printed at %s", slip.number, url)
        return None
