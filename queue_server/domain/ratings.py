"""How a visit is rated: five levels, once, after the service, for a week."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from queue_server.domain.events import TicketRated
from queue_server.domain.refusals import AlreadyRated, RatingClosed
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.wording import not_allowed
from queue_server.domain.words import said
from words import Text

OPEN_DAYS = 7

LEVELS: Mapping[int, Text] = {
    5: said("Very satisfied"),
    4: said("Satisfied"),
    3: said("Neutral"),
    2: said("Dissatisfied"),
    1: said("Very dissatisfied"),
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
