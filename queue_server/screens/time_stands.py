"""How the time stands: sure, in doubt since the start, or other than the computer's clock."""

from dataclasses import dataclass

from queue_server.hall.rules.trust import is_doubtful
from queue_server.hall.tables import believed_at, day_of, floor_of, is_in_doubt
from queue_server.kernel.view import View
from queue_server.screens.words import said
from queue_server.turns.tables import Tickets
from words import NOTHING, Text

IN_DOUBT = said(
    "The server's clock says {now}, but the newest event is of {known}. No number is given and no "
    "day ends until the clock is put right or confirmed."
)
LEAPT = said(
    "The server's clock leapt to {there}. The hall goes on by the time before: {now}. Put the "
    "server's clock right. If it is right, confirm it: the turns of the old day end."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStands:
    """Whether somebody must look at the time, and the sentence that says so; empty: no."""

    in_doubt: bool = False
    has_leapt: bool = False
    says: Text = NOTHING


def how_time_stands(view: View) -> TimeStands:
    """Is the time believed, and does the computer's clock say the same?"""
    hours = floor_of(view).hours
    now, known = hours.written(view.now), hours.written(believed_at(view))
    if is_in_doubt(view):
        return TimeStands(
            in_doubt=True,
            says=IN_DOUBT.filled(now=now, known=known),
        )
    if view.leap is None:
        return TimeStands()
    there = hours.written(view.leap)
    return TimeStands(
        has_leapt=True,
        says=LEAPT.filled(there=there, now=now),
    )


def may_follow(view: View) -> bool:
    """May the hall go by the time that the computer's clock leapt to, without asking anybody?

    Yes when nothing is worse than before: the hall's own time is in doubt, or the new one is not
    and is on the same day or finds nobody in the hall.
    """
    if view.leap is None or is_in_doubt(view):
        return view.leap is not None
    hours = floor_of(view).hours
    if is_doubtful(hours, believed_at(view), view.leap):
        return False
    return hours.service_day(view.leap) == day_of(view) or not Tickets(view).present()
