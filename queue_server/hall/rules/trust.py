"""Can a time be believed? It is held against the newest moment at which the hall believed one.

This is for a program that starts: while it runs, its clock does not leap.
"""

from datetime import datetime, timedelta

from queue_server.hall.rules.hours import LOOK_AHEAD_DAYS, Hours

BACK = timedelta(minutes=10)  # over midnight; on the same day a clock may be put right by more
SILENT_DAYS = 5  # of open doors without one event: a working week


def is_doubtful(hours: Hours, believed: datetime, now: datetime) -> bool:
    """Must somebody look at the clock before numbers are given?

    Yes on a day before `believed`, and so far after it that on more than SILENT_DAYS days the hall
    was open and nothing happened in it. Holidays and closed months are no silence.
    """
    known, today = hours.service_day(believed), hours.service_day(now)
    if today <= known:
        return today < known and believed - now > BACK
    between = min((today - known).days - 1, LOOK_AHEAD_DAYS)
    days = (known + timedelta(days=n) for n in range(1, between + 1))
    return between == LOOK_AHEAD_DAYS or sum(bool(hours.shifts(it)) for it in days) > SILENT_DAYS
