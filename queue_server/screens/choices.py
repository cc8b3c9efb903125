"""What staff may choose beside a press: why, with which outcome, and where to send somebody."""

from collections.abc import Sequence

from queue_server.hall.rules.floor_data import ReasonKind
from queue_server.hall.tables import floor_of
from queue_server.kernel.view import View
from queue_server.kernel.view_models import ViewModel
from words import Text


class Choice(ViewModel, kw_only=True):
    """What may be said as a reason, or as what came of a visit."""

    id: str
    name: Text


class Choices(ViewModel, kw_only=True):
    """What the hall lets its staff say; a press whose list is empty asks nothing."""

    pauses: Sequence[Choice]
    holds: Sequence[Choice]
    by_hand: Sequence[Choice]
    outcomes: Sequence[Choice]


def targets(view: View) -> list[Choice]:
    """The services to which somebody can be sent."""
    floor = floor_of(view)
    return [Choice(id=s.id, name=s.name) for s in floor.services if floor.counters_for(s.id)]


def choices(view: View) -> Choices:
    """The hall's reasons and outcomes."""

    def of(kind: ReasonKind) -> list[Choice]:
        return [Choice(id=it.code, name=it.name) for it in floor_of(view).reasons_of(kind)]

    return Choices(
        pauses=of(ReasonKind.PAUSE),
        holds=of(ReasonKind.HOLD),
        by_hand=of(ReasonKind.BY_HAND),
        outcomes=of(ReasonKind.OUTCOME),
    )
