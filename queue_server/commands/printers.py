"""How printers stand, as those who print there say; and new paper."""

from dataclasses import replace

from queue_server.commands.printing import move, queue_missed
from queue_server.domain.paper import AWAY, Printer, SlipState, Stand, is_away, is_new_roll
from queue_server.domain.paper_events import PrinterChanged, RollChanged
from queue_server.domain.paper_refusals import NoPrinter, PrintedElsewhere, TwoAgents
from queue_server.store import Transaction, View


def report(tx: Transaction, device: str, stand: Stand, *, spool: str) -> Printer:
    """Say how a printer stands and who prints there. What another spool began is unknown now.

    Raises NoPrinter when the device has none.
    """
    before = tx.printer(device)
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
        tx.save_printer(after)
    for job in tx.slips_to_do([device]):
        if job.state is SlipState.SENDING and job.spool != spool:
            move(tx, job, SlipState.UNKNOWN, problem="interrupted")
    return after


def report_beside(tx: Transaction, device: str, stand: Stand, *, spool: str) -> Printer:
    """The same from an agent beside the device, which makes the printer known.

    Raises PrintedElsewhere when the server itself prints for this device, and TwoAgents when
    another agent is at work.
    """
    is_known = tx.printer(device) is not None
    tx.add_printer(device, "")
    if not is_known:
        queue_missed(tx, device)
    printer = must_be_beside(tx, device)
    if printer and printer.spool not in ("", spool) and not is_away(printer, tx.now):
        raise TwoAgents(device=device, seconds=AWAY.seconds)
    return report(tx, device, stand, spool=spool)


def must_be_beside(view: View, device: str) -> Printer | None:
    """The printer an agent prints at; None before its first report. Raises PrintedElsewhere."""
    printer = view.printer(device)
    if printer is not None and printer.address:
        raise PrintedElsewhere(device=device, address=printer.address)
    return printer


def change_roll(tx: Transaction, device: str, *, by: str) -> Printer:
    """Say that new paper was put in; a roll nothing was printed on yet is the same, said twice.

    Raises NoPrinter.
    """
    printer = tx.printer(device)
    if printer is None:
        raise NoPrinter(device=device)
    if printer.roll_at is not None and not printer.printed_mm:
        return printer
    after = _new_roll(tx, printer, by=by)
    tx.save_printer(after)
    return after


def _new_roll(tx: Transaction, printer: Printer, *, by: str) -> Printer:
    used = printer.printed_mm
    tx.record(RollChanged(at=tx.now, by=by, device=printer.device, printed_mm=used))
    return replace(printer, printed_mm=0, roll_at=tx.now)
