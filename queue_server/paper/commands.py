"""Slips come out, or do not: what those who print tell the hall, and what people ask of them.

Whoever prints begins a slip before its first byte and ends it after its last. They name their
spool, the memory in which they keep what they did: when it is lost, nobody knows.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from queue_server.hall.tables import day_of
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.paper.events import (
    PrinterChanged,
    PrinterRemoved,
    PrinterSet,
    RollChanged,
    SlipNotConfirmed,
    SlipReprinted,
)
from queue_server.paper.refusals import (
    EnoughCopies,
    NoPrinter,
    PrintedElsewhere,
    SlipTaken,
    TurnOver,
    TwoAgents,
    UnknownSlip,
)
from queue_server.paper.rules import (
    AWAY,
    MOVES,
    MUTE,
    TOO_OLD,
    Printer,
    SlipJob,
    SlipState,
    Stand,
    is_away,
    is_new_roll,
    is_waited_for,
)
from queue_server.paper.tables import Paper
from queue_server.turns.events import TicketIssued
from queue_server.turns.rules.tickets import ENDED, Ticket
from queue_server.turns.tables import Tickets

LATE = timedelta(minutes=1)  # that a slip may be under way after nobody waits for it any more
SYSTEM = "system"
MOST_COPIES = 5  # that may have come out; nobody prints for ever
TO_COME = (SlipState.QUEUED, SlipState.SENDING)


def begin(tx: Transaction, ticket_id: int, copy: int, *, device: str, spool: str) -> SlipJob:
    """Say that a slip is being printed from now on. Saying it twice is one beginning.

    Raises UnknownSlip, or SlipTaken when it has been begun, printed or given up already.
    """
    job = _job(tx, ticket_id, copy, device)
    if job.state is SlipState.SENDING and job.spool == spool:
        return job
    if job.state is not SlipState.QUEUED or not is_waited_for(job, tx.now):
        raise SlipTaken(slip=_name(job), state=job.state.value)
    return move(tx, job, SlipState.SENDING, spool=spool)


def end(
    tx: Transaction,
    ticket_id: int,
    copy: int,
    state: SlipState,
    *,
    device: str,
    spool: str,
    problem: str = "",
    used_mm: int = 0,
) -> SlipJob:
    """Say what came of a slip that was begun: `queued` when nothing was printed and it may be
    tried again. What it came to in the end may be said twice. Raises UnknownSlip or SlipTaken.
    """
    job = _job(tx, ticket_id, copy, device)
    if job.spool != spool:
        raise SlipTaken(slip=_name(job), state=job.state.value)
    if state not in MOVES[job.state]:  # said before, or somebody who looked knows better
        return job
    if used_mm and (printer := Paper(tx).printer(device)):
        Paper(tx).save_printer(replace(printer, printed_mm=printer.printed_mm + used_mm))
    return move(tx, job, state, spool="" if state is SlipState.QUEUED else spool, problem=problem)


def queue_missed(tx: Transaction, device: str) -> None:
    """Queue the slips of numbers a device gave while its printer was not known yet.

    People still stand there: an agent says hello some seconds after its kiosk has started. A slip
    is wanted from the moment of its number on, so it is not late.
    """
    for ticket_id in Paper(tx).without_slip(device, tx.now - TOO_OLD):
        for issued in (it.event for it in tx.events_of(ticket_id)[:1]):
            if isinstance(issued, TicketIssued):
                Paper(tx).queue_slip(ticket_id, 0, device, issued.language, at=issued.at)


def give_up(tx: Transaction) -> int:
    """End what nobody waits for any more, or what somebody began and never ended. How many."""
    old = [job for job in Paper(tx).open_slips() if not _may_come(job, tx.now)]
    for job in old:
        if job.state is SlipState.QUEUED:
            move(tx, job, SlipState.FAILED, problem=job.problem or "too_old")
        else:
            move(tx, job, SlipState.UNKNOWN, spool=job.spool, problem="interrupted")
    return len(old)


def move(
    tx: Transaction, job: SlipJob, state: SlipState, *, spool: str = "", problem: str = ""
) -> SlipJob:
    """Let a slip go into another state. Staff are told of one that did not surely come out."""
    after = replace(job, state=state, spool=spool, problem=problem)
    Paper(tx).save_slip(after)
    if state in (SlipState.FAILED, SlipState.UNKNOWN) and problem != MUTE:
        tx.record(
            SlipNotConfirmed(
                at=tx.now,
                by=SYSTEM,
                device=job.device,
                ticket_id=job.ticket_id,
                copy=job.copy,
                state=state.value,
                problem=problem,
            )
        )
    return after


def _may_come(job: SlipJob, now: datetime) -> bool:
    late = timedelta() if job.state is SlipState.QUEUED else LATE
    return is_waited_for(job, now) or is_waited_for(job, now - late)


def _job(tx: Transaction, ticket_id: int, copy: int, device: str) -> SlipJob:
    job = Paper(tx).slip(ticket_id, copy)
    if job is None or job.device != device:
        raise UnknownSlip(slip=f"{ticket_id}/{copy}")
    return job


def _name(job: SlipJob) -> str:
    return f"{job.ticket_id}/{job.copy}"


def report(tx: Transaction, device: str, stand: Stand, *, spool: str) -> Printer:
    """Say how a printer stands and who prints there. What another spool began is unknown now.

    Raises NoPrinter when the device has none.
    """
    before = Paper(tx).printer(device)
    if before is None:
        raise NoPrinter(device=device)
    after = replace(before, stand=stand, spool=spool, seen_at=tx.now)
    if is_new_roll(before.stand, stand):
        after = _new_roll(tx, after, by=device)
    is_new = not before.address and before.seen_at is None  # whoever waits for slips must hear it
    if is_new or stand != before.stand:
        paper, hindrance = stand.paper, stand.hindrance
        tx.record(
            PrinterChanged(at=tx.now, by=device, device=device, paper=paper, hindrance=hindrance)
        )
    if after != replace(before, seen_at=tx.now) or not before.address:  # an agent shows it is there
        Paper(tx).save_printer(after)
    for job in Paper(tx).slips_to_do([device]):
        if job.state is SlipState.SENDING and job.spool != spool:
            move(tx, job, SlipState.UNKNOWN, problem="interrupted")
    return after


def report_beside(tx: Transaction, device: str, stand: Stand, *, spool: str) -> Printer:
    """The same from an agent beside the device, which makes the printer known.

    Raises PrintedElsewhere when the server itself prints for this device, and TwoAgents when
    another agent is at work.
    """
    if Paper(tx).printer(device) is None:
        set_printer(tx, device, "", by=device)
        queue_missed(tx, device)
    printer = must_be_beside(tx, device)
    if printer and printer.spool not in ("", spool) and not is_away(printer, tx.now):
        raise TwoAgents(device=device, seconds=AWAY.seconds)
    return report(tx, device, stand, spool=spool)


def set_printer(tx: Transaction, device: str, address: str, *, by: str) -> None:
    """Give a device without a printer one. Empty: an agent beside it prints."""
    Paper(tx).add_printer(device, address)
    tx.record(PrinterSet(at=tx.now, by=by, device=device, address=address))


def remove_printer(tx: Transaction, device: str, *, by: str) -> None:
    """Let a device have no printer any more, if it has one."""
    if Paper(tx).printer(device) is not None:
        Paper(tx).drop_printer(device)
        tx.record(PrinterRemoved(at=tx.now, by=by, device=device))


def must_be_beside(view: View, device: str) -> Printer | None:
    """The printer an agent prints at; None before its first report. Raises PrintedElsewhere."""
    printer = Paper(view).printer(device)
    if printer is not None and printer.address:
        raise PrintedElsewhere(device=device, address=printer.address)
    return printer


def change_roll(tx: Transaction, device: str, *, by: str) -> Printer:
    """Say that new paper was put in; a roll nothing was printed on yet is the same, said twice.

    Raises NoPrinter.
    """
    printer = Paper(tx).printer(device)
    if printer is None:
        raise NoPrinter(device=device)
    if printer.roll_at is not None and not printer.printed_mm:
        return printer
    after = _new_roll(tx, printer, by=by)
    Paper(tx).save_printer(after)
    return after


def _new_roll(tx: Transaction, printer: Printer, *, by: str) -> Printer:
    used = printer.printed_mm
    tx.record(RollChanged(at=tx.now, by=by, device=printer.device, printed_mm=used))
    return replace(printer, printed_mm=0, roll_at=tx.now)


def reprint(tx: Transaction, ticket_id: int, *, by: str, device: str | None = None) -> Ticket:
    """Ask for a slip again, at the printer that gave it or at another device's.

    While one is still to come out there, that is the one. Raises UnknownTicket, TurnOver,
    NoPrinter or EnoughCopies.
    """
    ticket, slips = Tickets(tx).ticket(ticket_id), Paper(tx).slips_of(ticket_id)
    if ticket.state in ENDED or ticket.day != day_of(tx):
        raise TurnOver(number=ticket.number)
    where = device or (slips[-1].device if slips else ticket.device or "")
    printer = Paper(tx).printer(where)
    if printer is None:
        raise NoPrinter(device=where)
    where = printer.device
    if any(slip.device == where and slip.state in TO_COME for slip in slips):
        return ticket
    came = [slip for slip in slips if slip.copy and slip.state is not SlipState.FAILED]
    if len(came) >= MOST_COPIES:
        raise EnoughCopies(number=ticket.number, most=MOST_COPIES)
    tx.record(
        SlipReprinted(
            at=tx.now,
            by=by,
            device=where,
            ticket_id=ticket_id,
            copy=slips[-1].copy + 1 if slips else 1,
            language=slips[0].language if slips else "vi",
        )
    )
    return ticket


def received(tx: Transaction, ticket_id: int) -> None:
    """The person has the slip in hand, whatever the printer knows of it."""
    for job in Paper(tx).slips_of(ticket_id)[-1:]:
        if SlipState.CONFIRMED in MOVES[job.state] and job.state is not SlipState.SENDING:
            move(tx, job, SlipState.CONFIRMED, spool=job.spool)
