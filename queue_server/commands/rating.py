"""Rating a visit: the citizen's last press."""

from queue_server.domain import ratings
from queue_server.domain.events import TicketRated
from queue_server.domain.tickets import Ticket
from queue_server.store import Transaction


def rate(
    tx: Transaction, ticket_id: int, value: int, *, by: str, reason: str | None = None
) -> Ticket:
    """Rate a finished visit, 1 to 5, once. Raises AlreadyRated, RatingClosed or NotAllowed."""
    ratings.check(tx.ticket(ticket_id), tx.now)
    return tx.record(TicketRated(at=tx.now, by=by, ticket_id=ticket_id, value=value, reason=reason))
