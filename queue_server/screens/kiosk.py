"""What the touchscreen shows: the buttons, and one service with its procedures."""

from collections.abc import Sequence

from queue_server.estimates.queries import Lines
from queue_server.estimates.rules.ranges import Estimate, Prospect
from queue_server.hall.queries import opening
from queue_server.hall.rules.floor import Floor
from queue_server.hall.rules.floor_data import Service
from queue_server.hall.tables import floor_of
from queue_server.hall.wording import local
from queue_server.kernel.view import View
from queue_server.kernel.view_models import Moment, ViewModel
from queue_server.screens import shapes
from queue_server.screens.shapes import ProcedureGuide
from words import Text


class ServiceButton(ViewModel, kw_only=True):
    """A service as a button: names, whether it is open, who waits and for how long.

    `opens_at` is null while the hall is open. `counters` are the numbers of those that serve it,
    `words` all that a search looks through.
    """

    id: str
    prefix: str
    name: Text
    hint: Text
    purpose: str
    open_now: bool
    opens_at: Moment | None
    waiting: int
    counters: Sequence[int]
    estimate: Estimate | None
    prospect: Prospect
    words: str


class GroupButton(ViewModel, kw_only=True):
    """A priority group that people choose themselves, and what they show for it."""

    code: str
    button: Text
    evidence: Text


class ServicePage(ViewModel, kw_only=True):
    """One service with its procedures and the hall's priority groups."""

    service: ServiceButton
    procedures: Sequence[ProcedureGuide]
    priority_groups: Sequence[GroupButton]


def services(view: View) -> list[ServiceButton]:
    """Every service as a button."""
    lines = Lines(view)
    return [_button(view, service, lines) for service in floor_of(view).services]


def service(view: View, service_id: str) -> ServicePage:
    """One service. Raises UnknownService."""
    floor = floor_of(view)
    return ServicePage(
        service=_button(view, floor.offered(service_id), Lines(view)),
        procedures=[shapes.procedure(p) for p in floor.procedures_of(service_id)],
        priority_groups=[
            GroupButton(code=g.code, button=g.button, evidence=g.evidence)
            for g in floor.priority_groups
            if g.on_kiosk and g.bonus_min > 0
        ],
    )


def _button(view: View, it: Service, lines: Lines) -> ServiceButton:
    floor, now = floor_of(view), opening(view)
    counters = floor.counters_for(it.id)
    return ServiceButton(
        id=it.id,
        prefix=it.prefix,
        name=it.name,
        hint=it.hint,
        purpose=it.purpose,
        open_now=now.is_open and bool(counters),
        opens_at=None if now.is_open else local(floor, now.changes_at),
        waiting=lines.count(it.id),
        counters=[c.number for c in counters],
        estimate=lines.estimate(it.id),
        prospect=lines.prospect(it.id),
        words=_words(floor, it),
    )


def _words(floor: Floor, it: Service) -> str:
    """Everything a search looks through: names, what people call it, procedures and their codes."""
    mine = [", ".join((*p.name.values(), p.code)) for p in floor.procedures_of(it.id)]
    return "; ".join((*it.name.values(), *it.hint.values(), *it.search, *mine))
