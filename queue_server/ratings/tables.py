"""Ratings in the tables."""

from collections.abc import Mapping

from queue_server.kernel import projections, rows
from queue_server.turns.events import TicketRated

ADD_RATING = """
INSERT INTO ratings (hall_id, ticket_id, value, reason, at)
VALUES (:hall, :ticket, :value, :reason, :at)
"""


@projections.of(TicketRated, ADD_RATING)
def _rating(event: TicketRated) -> Mapping[str, object]:
    facts = {"ticket": event.ticket_id, "value": event.value, "reason": event.reason}
    return facts | {"at": rows.ms(event.at)}
