"""Slips come out, or do not: what those who print tell the hall.

Whoever prints begins a slip before its first byte and ends it after its last. They name their
spool, the memory in which they keep what they did: when it is lost, nobody knows.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from queue_server.domain.events import TicketIssued
from queue_server.domain.paper import MOVES, MUTE, TOO_OLD, SlipJob, SlipState, is_waited_for
from queue_server.domain.paper_events import SlipNotConfirmed
from queue_server.domain.paper_refusals import SlipTaken, UnknownSlip
from queue_server.store import Transaction

LATE = timedelta(minutes=1)  # that a slip may be under way after nobody waits for it any more
SYSTEM = "system"


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
    if used_mm and (printer := tx.printer(device)):
        tx.save_printer(replace(printer, printed_mm=printer.printed_mm + used_mm))
    return move(tx, job, state, spool="" if state is SlipState.QUEUED else spool, problem=problem)


def queue_missed(tx: Transaction, device: str) -> None:
    """Queue the slips of numbers a device gave while its printer was not known yet.

    People still stand there: an agent says hello some seconds after its kiosk has started. A slip
    is wanted from the moment of its number on, so it is not late.
    """
    for ticket_id in tx.without_slip(device, tx.now - TOO_OLD):
        for issued in tx.events_of(ticket_id)[:1]:
            if isinstance(issued.event, TicketIssued):
                tx.queue_slip(ticket_id, 0, device, issued.event.language, at=issued.event.at)


def give_up(tx: Transaction) -> int:
    """End what nobody waits for any more, or what somebody began and never ended. How many."""
    old = [job for job in tx.open_slips() if not _may_come(job, tx.now)]
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
    tx.save_slip(after)
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
    job = tx.slip(ticket_id, copy)
    if job is None or job.device != device:
        raise UnknownSlip(slip=f"{ticket_id}/{copy}")
    return job


def _name(job: SlipJob) -> str:
    return f"{job.ticket_id}/{job.copy}"
