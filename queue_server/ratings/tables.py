"""Ratings in the tables: written with their event, and held against it by every check."""

from collections.abc import Mapping

from queue_server.kernel import projections, rows
from queue_server.kernel.events import Event
from queue_server.kernel.proof import PAGE, VerifyReport, examined
from queue_server.kernel.view import View
from queue_server.turns.events import TicketRated

ADD_RATING = """
INSERT INTO ratings (hall_id, ticket_id, value, reason, at)
VALUES (:hall, :ticket, :value, :reason, :at)
"""
RATINGS_PAGE = """
SELECT ticket_id, value, reason FROM ratings WHERE hall_id = :hall AND ticket_id > :after
ORDER BY ticket_id LIMIT :most
"""
Said = tuple[int, str | None]  # the level, and why


@projections.of(TicketRated, ADD_RATING)
def _rating(event: TicketRated) -> Mapping[str, object]:
    facts = {"ticket": event.ticket_id, "value": event.value, "reason": event.reason}
    return facts | {"at": rows.ms(event.at)}


@examined
class Examiner:
    """What people said as the journal tells it, by ticket."""

    def __init__(self) -> None:
        self._said: dict[int, Said] = {}

    def apply(self, event: Event) -> None:
        """Somebody rated, or something else happened."""
        if isinstance(event, TicketRated):
            self._said[event.ticket_id] = event.value, event.reason

    def compare(self, view: View, report: VerifyReport) -> None:
        """Is every rating kept, and none that nobody gave?"""
        kept = _kept(view)
        for ticket_id in sorted(kept.keys() | self._said.keys()):
            if kept.get(ticket_id) != self._said.get(ticket_id):
                report.say(f"the rating of ticket {ticket_id} is not as its event says")


def _kept(view: View) -> dict[int, Said]:
    kept: dict[int, Said] = {}
    last = 0
    while page := view.query(RATINGS_PAGE, after=last, most=PAGE):
        kept |= {row["ticket_id"]: (row["value"], row["reason"]) for row in page}
        last = page[-1]["ticket_id"]
    return kept
