"""How fast numbers are given: no faster than people press, whoever holds the token."""

from dataclasses import replace
from datetime import timedelta

from queue_server.domain import patience
from queue_server.domain.door_refusals import TooManyNumbers
from queue_server.domain.roles import PRESSED_BY_HAND, Caller
from queue_server.store import Transaction

SECOND = timedelta(seconds=1)


def keep_pace(tx: Transaction, who: Caller) -> None:
    """Count a number that is about to be given. Raises TooManyNumbers; then it is not counted."""
    if who.role not in PRESSED_BY_HAND:
        return
    what = f"numbers:{who.role}:{who.name}"
    tries = tx.pace(what)
    if (left := patience.number_wait(tries, tx.now)) > timedelta(0):
        raise TooManyNumbers(seconds=-(-left // SECOND))
    lately = patience.drained(tries, tx.now)
    tx.save_pace(what, replace(lately, count=lately.count + 1))
