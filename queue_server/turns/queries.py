"""What a day was: the numbers of each service, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from queue_server.hall.tables import floor_of
from queue_server.kernel.view import View
from queue_server.turns.rules.tickets import State, Ticket
from queue_server.turns.tables import Tickets

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Numbers given, served, missed and left (cancelled, or never called); waits in minutes.

    `unknown` were still at a counter when the day ended. `mean_wait_min` is from the number to the
    last call, of those whose end is known; None when there are none.
    """

    issued: int
    served: int
    no_show: int
    left: int
    unknown: int
    mean_wait_min: float | None


def tallies(view: View, day: date) -> tuple[dict[str, Tally], Tally]:
    """Each service with any number on a day, in the hall's order, then those that are retired;
    and the whole hall.
    """
    tickets = Tickets(view).of_day(day)
    by_service: dict[str, list[Ticket]] = {service.id: [] for service in floor_of(view).services}
    for ticket in tickets:
        by_service.setdefault(ticket.service_id, []).append(ticket)
    found = {service_id: _tally(mine) for service_id, mine in by_service.items() if mine}
    return found, _tally(tickets)


def _tally(tickets: Sequence[Ticket]) -> Tally:
    states = [ticket.state for ticket in tickets]
    unknown = sum(ticket.left_open for ticket in tickets)
    waits = [
        ticket.called_at - ticket.issued_at
        for ticket in tickets
        if ticket.called_at and ticket.called_at >= ticket.issued_at and not ticket.left_open
    ]
    return Tally(
        issued=len(tickets),
        served=states.count(State.SERVED),
        no_show=states.count(State.NO_SHOW),
        left=states.count(State.CANCELLED) - unknown,
        unknown=unknown,
        mean_wait_min=sum(waits, timedelta()) / len(waits) / MINUTE if waits else None,
    )
