"""A slip once more, with the same number and marked; and the person who says it is there."""

from queue_server.commands.printing import move
from queue_server.domain.paper import MOVES, SlipState
from queue_server.domain.paper_events import SlipReprinted
from queue_server.domain.paper_refusals import EnoughCopies, NoPrinter, TurnOver
from queue_server.domain.tickets import ENDED, Ticket
from queue_server.store import Transaction

MOST_COPIES = 5  # that may have come out; nobody prints for ever
TO_COME = (SlipState.QUEUED, SlipState.SENDING)


def reprint(tx: Transaction, ticket_id: int, *, by: str, device: str | None = None) -> Ticket:
    """Ask for a slip again, at the printer that gave it or at another device's.

    While one is still to come out there, that is the one. Raises UnknownTicket, TurnOver,
    NoPrinter or EnoughCopies.
    """
    ticket, slips = tx.ticket(ticket_id), tx.slips_of(ticket_id)
    if ticket.state in ENDED or ticket.day != tx.day:
        raise TurnOver(number=ticket.number)
    where = device or (slips[-1].device if slips else ticket.device or "")
    printer = tx.printer(where)
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
    for job in tx.slips_of(ticket_id)[-1:]:
        if SlipState.CONFIRMED in MOVES[job.state] and job.state is not SlipState.SENDING:
            move(tx, job, SlipState.CONFIRMED, spool=job.spool)
