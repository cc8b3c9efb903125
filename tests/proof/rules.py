"""The rules of a hall in figures and tables of their own: nothing here is the product's."""

from datetime import timedelta

AT_COUNTER = ("called", "serving")
STATES = ("waiting", "called", "serving", "held", "served", "no_show", "cancelled")
OPEN = ("waiting", "called", "serving", "held")
MOVES = {
    "recalls": {"called": "called"},
    "starts": {"called": "serving"},
    "finishes": {"called": "served", "serving": "served"},
    "no-shows": {"called": "no_show"},
    "holds": {"called": "held", "serving": "held"},
    "resumes": {"held": "serving"},
    "returns": {"held": "waiting", "no_show": "waiting"},
    "transfers": dict.fromkeys(OPEN, "waiting"),
    "cancellations": {"waiting": "cancelled", "called": "cancelled", "held": "cancelled"},
    "rating": {"served": "served"},
}
HELPER_PRESSES = ("returns", "cancellations", "undos")  # on people at no counter
STAYS_DONE = ("recalls", "rating")  # no undo: heard by everybody, and the citizen's own
SECONDS_TO_UNDO = 10
NUMBERS_AT_ONCE = 20  # of a touchscreen, and then one every
ONE_NUMBER = timedelta(seconds=3)
CLOCK_SET_BACK = timedelta(minutes=1)  # by more than that nobody waits for it
RATIO = 2
OUTCOMES = ("DA_TIEP_NHAN", "TU_CHOI")  # some of the demo's
CALLED_BY_HAND = ("CAN_TRO_GIUP", "QUA_LUOT")
BACK_AT_THE_COUNTER = timedelta(minutes=30)
HEAD_START_OF_A_RETURN = timedelta(minutes=20)
RATED_WITHIN = timedelta(days=7)


class Refused(Exception):
    """The press must be refused with this code."""


def unless(wrong: bool, code: str) -> None:
    """Go on, unless this is so."""
    if wrong:
        raise Refused(code)


def known(is_known: bool, code: str) -> None:
    """Go on when what was named exists."""
    unless(not is_known, code)
