"""Can the computer's clock be believed? A leap ends no day, and gives no number of a wrong one.

A clock is held against two things: the time that really passed while the program ran, and the last
moment that the hall's journal believed.
"""

from datetime import date, timedelta

LONGEST_PAUSE = timedelta(
    days=31
)  # between two days of a hall; Tết is the longest with nine or ten


def is_doubtful(today: date, believed: date | None, *, has_leaped: bool) -> bool:
    """Must somebody look at the clock before numbers are given?

    `today` is the day the clock says, `believed` the day of the newest believed moment (None: there
    was none). An earlier day is always doubtful, a later one after a leap that has just happened,
    or when it is further than any hall is closed.
    """
    if believed is None or today == believed:
        return False
    return today < believed or has_leaped or today - believed > LONGEST_PAUSE
