"""How a visit is rated: five levels, once, after the service, for a week."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from queue_server.domain.events import TicketRated
from queue_server.domain.refusals import AlreadyRated, RatingClosed
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.wording import not_allowed

OPEN_DAYS = 7

LEVELS: Mapping[int, tuple[str, str]] = {
    5: ("Rất hài lòng", "Very satisfied"),
    4: ("Hài lòng", "Satisfied"),
    3: ("Bình thường", "Neutral"),
    2: ("Không hài lòng", "Dissatisfied"),
    1: ("Rất không hài lòng", "Very dissatisfied"),
}


def check(ticket: Ticket, now: datetime) -> None:
    """Raise the refusal that stands between this ticket and a rating, if any."""
    if ticket.rating is not None:
        raise AlreadyRated(number=ticket.number)
    if ticket.state is not State.SERVED or ticket.ended_at is None:
        raise not_allowed(ticket, TicketRated)
    if now - ticket.ended_at > timedelta(days=OPEN_DAYS):
        raise RatingClosed(number=ticket.number, days=OPEN_DAYS)


def is_open(ticket: Ticket, now: datetime) -> bool:
    """May this visit be rated now?"""
    return (
        ticket.rating is None
        and ticket.state is State.SERVED
        and ticket.ended_at is not None
        and now - ticket.ended_at <= timedelta(days=OPEN_DAYS)
    )
