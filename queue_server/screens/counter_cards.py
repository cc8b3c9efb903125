"""Every counter and how it stands: for choosing one, and at the head of a desk."""

from collections.abc import Sequence

from queue_server.desks.rules import CounterState, Desk
from queue_server.desks.tables import Desks
from queue_server.estimates.queries import Lines
from queue_server.hall.rules.floor_data import Counter
from queue_server.hall.tables import day_of, floor_of
from queue_server.kernel.view import View
from queue_server.kernel.view_models import ViewModel
from queue_server.turns.tables import Tickets
from words import Text


class CounterService(ViewModel, kw_only=True):
    """A service of a counter, and how many wait for it (null where nobody asked)."""

    id: str
    name: Text
    waiting: int | None


class CounterCard(ViewModel, kw_only=True):
    """A counter and how it stands; `clerk` opened it today and, when `is_seated`, sits there;
    `pause_reason` is why it is paused.
    """

    id: str
    number: int
    name: Text
    is_retired: bool
    state: CounterState
    clerk: str | None
    is_seated: bool
    pause_reason: Text | None
    services: Sequence[CounterService]


def counters(view: View) -> list[CounterCard]:
    """Every counter with how it stands, for choosing one's own; a retired one while it serves."""
    desks = Desks(view).all()
    serving = [c for c in floor_of(view).retired.counters if _serves_out(view, c)]
    return [
        card(view, c, desks.get(c.id) or Desk(counter_id=c.id))
        for c in (*floor_of(view).counters, *serving)
    ]


def counter(view: View, counter_id: str) -> CounterCard:
    """One counter and how it stands. Raises UnknownCounter."""
    return card(view, floor_of(view).known_counter(counter_id), Desks(view).desk(counter_id))


def card(view: View, it: Counter, here: Desk, lines: Lines | None = None) -> CounterCard:
    """A counter and how it stands; how many wait for it where `lines` are given."""
    today = here.day == day_of(view)
    return CounterCard(
        id=it.id,
        number=it.number,
        name=it.name,
        is_retired=floor_of(view).is_retired(it),
        state=here.state if today else CounterState.CLOSED,
        clerk=here.clerk if today else None,
        is_seated=here.sitting(day_of(view)) is not None,
        pause_reason=floor_of(view).reason(here.reason) if today and here.reason else None,
        services=[
            CounterService(id=s.id, name=s.name, waiting=lines.count(s.id) if lines else None)
            for s in map(floor_of(view).service, it.service_ids)
        ],
    )


def _serves_out(view: View, it: Counter) -> bool:
    return Tickets(view).at_counter(it.id) is not None or any(
        Tickets(view).line(s) for s in it.service_ids
    )
