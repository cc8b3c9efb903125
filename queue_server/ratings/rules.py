"""How a visit is rated: five levels, once, after the service, for a week."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from queue_server.ratings.words import said
from queue_server.turns.rules.tickets import State, Ticket
from words import Text

OPEN_DAYS = 7

LEVELS: Mapping[int, Text] = {
    5: said("Very satisfied"),
    4: said("Satisfied"),
    3: said("Neutral"),
    2: said("Dissatisfied"),
    1: said("Very dissatisfied"),
}


def is_open(ticket: Ticket, now: datetime) -> bool:
    """May this visit be rated now?"""
    return (
        ticket.rating is None
        and ticket.state is State.SERVED
        and ticket.ended_at is not None
        and now - ticket.ended_at <= timedelta(days=OPEN_DAYS)
    )
