"""Is the hall open, and the sentence over the door that says so."""

from dataclasses import dataclass
from datetime import datetime

from queue_server.hall.rules.hours import Hours
from queue_server.hall.tables import floor_of
from queue_server.hall.words import said
from queue_server.kernel.view import View
from words import Text

OPEN_UNTIL = said("Open until {when}")
CLOSED = said("Closed")
CLOSED_UNTIL = said("Closed, opens at {when}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whether the hall is open, until when or from when, and how the door says it."""

    is_open: bool
    changes_at: datetime | None
    note: Text


def opening(view: View) -> Opening:
    """How the hall stands at this moment."""
    return at(floor_of(view).hours, view.now)


def at(hours: Hours, now: datetime) -> Opening:
    """How a hall with these hours stands at a moment."""
    closes = hours.closes_at(now)
    if closes is not None:
        return Opening(
            is_open=True,
            changes_at=closes,
            note=OPEN_UNTIL.filled(when=f"{closes:%H:%M}"),
        )
    opens = hours.opens_next(now)
    if opens is None:
        return Opening(is_open=False, changes_at=None, note=CLOSED)
    same_day = hours.service_day(opens) == hours.service_day(now)
    when = f"{opens:%H:%M}" if same_day else f"{opens:%H:%M, %d/%m/%Y}"
    return Opening(
        is_open=False,
        changes_at=opens,
        note=CLOSED_UNTIL.filled(when=when),
    )
