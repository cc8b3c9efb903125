"""Slips come out at the printers of this server: a failing one never delays or undoes a number."""

import logging
import secrets
import time
from collections.abc import Container
from typing import NamedTuple

import gevent
from gevent.event import Event as Bell
from gevent.threadpool import ThreadPool

import printer
from queue_server import paper
from queue_server.commands.printers import report
from queue_server.commands.printing import begin, end
from queue_server.domain.keys import Keys
from queue_server.domain.paper import SlipJob, SlipState, Stand, is_waited_for
from queue_server.domain.paper_refusals import SlipTaken
from queue_server.domain.refusals import Unavailable
from queue_server.hall import Hall
from queue_server.loops import for_ever
from queue_server.store import Transaction, View

LOOK_S = 10.0  # between two questions how an idle printer stands
OFF_DUTY_S = 4.0  # between two looks whether the process on duty has gone
FIRST_WAIT_S = 1.0  # after an attempt that printed nothing
LONGEST_WAIT_S = 8.0
log = logging.getLogger("luot")


class Printing:
    """Prints at one printer what the devices it belongs to gave, one slip at a time, in order."""

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
        self._look_at = 0.0
        self._untold: set[tuple[int, int]] = set()  # ticket and copy of what was sent
        self._bell = Bell()
        hall.listen(self._bell.set)

    def start(self) -> None:
        """Print for ever, in a greenlet of its own."""
        for_ever(self._print_while_on_duty, name=f"printing at {self._url}", pause_s=OFF_DUTY_S)

    def _print_while_on_duty(self) -> None:
        if not self._hall.on_duty():  # then another process has this printer
            return
        wait = FIRST_WAIT_S
        self.look()
        while self._hall.on_duty():
            self._bell.clear()
            job = self._hall.ask(next_job, self._url, self._spool, self._untold)
            if job is None:
                if time.monotonic() >= self._look_at:
                    self.look()
                self._bell.wait(max(0.0, self._look_at - time.monotonic()))
            elif self.print(job):
                wait = FIRST_WAIT_S
            else:
                gevent.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_S)

    def look(self) -> None:
        """Ask the printer how it stands, and tell the hall."""
        self._look_at = time.monotonic() + LOOK_S
        if not self._hall.ask(devices_at, self._url):
            return
        said = self._hand.apply(_look, (self._url,))
        if self._hall.on_duty():  # still: another's slips are not ours to doubt
            self._hall.do(_report, self._url, paper.stand(said), self._spool)

    def print(self, job: SlipJob) -> bool:
        """Try to print one slip, and tell the hall what came of it; False when nothing did."""
        slip, place = self._slip(job), (job.ticket_id, job.copy)
        try:
            self._hall.do(begin, *place, device=job.device, spool=self._spool)
        except SlipTaken as error:  # another process has it
            log.info("%s", error)
            return True
        done: _Done = self._hand.apply(_attempt, (slip, self._url))
        self._untold.add(place)  # whatever fails from here on, it is never sent again
        self._tell(job, done)
        self._untold.discard(place)
        return done.state is not SlipState.QUEUED

    def _slip(self, job: SlipJob) -> printer.Slip | str:
        """What a slip says, or the problem why it cannot come out: others wait behind it."""
        try:
            slip = self._hall.ask(paper.slip, job, self._keys, self._address)
            return "too_old" if slip is None else slip
        except Unavailable:
            raise
        except Exception:
            log.exception("the slip of ticket %d cannot be made", job.ticket_id)
            return "defect"

    def _tell(self, job: SlipJob, done: "_Done") -> None:
        """What is known of a slip is not forgotten: it is told until the memory takes it."""
        while True:
            try:
                self._hall.do(_told, job, done, self._url, self._spool)
                return
            except Unavailable as error:
                log.warning("%s", error)
                gevent.sleep(FIRST_WAIT_S)
            except SlipTaken as error:  # the hall has given it up meanwhile
                log.info("%s", error)
                return


class _Done(NamedTuple):
    """What came of a slip; `stand` None when the printer was not asked."""

    state: SlipState
    problem: str = ""
    used_mm: int = 0
    stand: Stand | None = None


def devices_at(view: View, url: str) -> list[str]:
    """The devices whose slips come out at this printer now."""
    return [it.device for it in view.printers() if it.address == url]


def next_job(
    view: View, url: str, spool: str = "", but: Container[tuple[int, int]] = ()
) -> SlipJob | None:
    """The slip that was wanted first, at this printer, of those somebody still waits for.

    Also one that this spool has begun and nothing was sent of: the answer was lost. Never one of
    `but` (ticket and copy).
    """
    for job in view.slips_to_do(devices_at(view, url)):
        if (job.ticket_id, job.copy) in but:
            continue
        is_mine = job.state is SlipState.SENDING and job.spool == spool
        if (is_mine or job.state is SlipState.QUEUED) and is_waited_for(job, view.now):
            return job
    return None


def _look(url: str) -> printer.PrinterStatus:
    """How a printer stands. In a thread of its own, so nothing is raised there."""
    try:
        return printer.status(url)
    except printer.PrinterError as error:
        log.warning("%s", error)
        return printer.GONE


def _report(tx: Transaction, url: str, stand: Stand, spool: str) -> None:
    for device in devices_at(tx, url):
        report(tx, device, stand, spool=spool)


def _told(tx: Transaction, job: SlipJob, done: _Done, url: str, spool: str) -> None:
    """How the printer stands after a slip, and what came of it, in one."""
    if done.stand is not None:
        _report(tx, url, done.stand, spool)
    end(
        tx,
        job.ticket_id,
        job.copy,
        done.state,
        device=job.device,
        spool=spool,
        problem=done.problem,
        used_mm=done.used_mm,
    )


def _attempt(slip: printer.Slip | str, url: str) -> _Done:
    """Draw and send a slip, in a thread of its own; a text is why there is none."""
    if isinstance(slip, str):
        return _Done(SlipState.FAILED, slip)
    try:
        profile, blocks = printer.Address.of(url).profile, printer.layout(slip)
        data, used_mm = printer.encode(blocks, profile), printer.length_mm(blocks, profile)
        done = printer.attempt(data, url)
    except Exception:
        log.exception("%s could not be printed at %s", slip.number, url)
        return _Done(SlipState.FAILED, "defect")
    state, stand = paper.STATES[done.result], paper.stand(done.status)
    return _Done(state, done.code, 0 if state is SlipState.QUEUED else used_mm, stand)
