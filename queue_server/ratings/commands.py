"""Rating a visit: the citizen's last press."""

from datetime import datetime, timedelta

from queue_server.kernel.unit_of_work import Transaction
from queue_server.ratings.refusals import AlreadyRated, RatingClosed
from queue_server.ratings.rules import OPEN_DAYS
from queue_server.turns.events import TicketRated
from queue_server.turns.rules.tickets import State, Ticket
from queue_server.turns.tables import Tickets, record
from queue_server.turns.wording import not_allowed


def rate(
    tx: Transaction, ticket_id: int, value: int, *, by: str, reason: str | None = None
) -> Ticket:
    """Rate a finished visit, 1 to 5, once. Raises AlreadyRated, RatingClosed or NotAllowed."""
    check(Tickets(tx).ticket(ticket_id), tx.now)
    return record(
        tx, TicketRated(at=tx.now, by=by, ticket_id=ticket_id, value=value, reason=reason)
    )


def check(ticket: Ticket, now: datetime) -> None:
    """Raise the refusal that stands between this ticket and a rating, if any."""
    if ticket.rating is not None:
        raise AlreadyRated(number=ticket.number)
    if ticket.state is not State.SERVED or ticket.ended_at is None:
        raise not_allowed(ticket, TicketRated)
    if now - ticket.ended_at > timedelta(days=OPEN_DAYS):
        raise RatingClosed(number=ticket.number, days=OPEN_DAYS)
