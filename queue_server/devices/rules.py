"""How often something may be tried: what people do is never slowed, what programs do is.

A password: some wrong ones at once, then each next one waits twice as long. Numbers at a
touchscreen: as fast as people can press, but not faster.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE_TRIES = 5  # wrong passwords for an account, or at a device that knows it
FREE_AT_ADDRESS = 20  # from where several people may sign in
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(hours=1)  # without another try
SKEW = timedelta(minutes=1)  # between the clocks of two processes

NUMBERS_AT_ONCE = 20  # a crowd at the door when it opens
NUMBER_EVERY = timedelta(seconds=3)  # three touches and the next person


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """How often something was tried, and when last; never when `at` is None."""

    count: int = 0
    at: datetime | None = None


def one_more(tries: Tries, now: datetime) -> Tries:
    """With a try at this moment; those of long ago count no more."""
    return Tries(count=_lately(tries, now) + 1, at=now)


def wait(tries: Tries, now: datetime, free: int) -> timedelta:
    """How long the next password has to wait; nothing or less: it may be tried."""
    over = _lately(tries, now) - free
    if tries.at is None or over < 0:
        return timedelta(0)
    whole = min(FIRST_WAIT * (1 << min(over, 10)), LONGEST_WAIT)
    return whole - max(now - tries.at, timedelta(0))


def number_wait(tries: Tries, now: datetime) -> timedelta:
    """How long a touchscreen's next number has to wait."""
    left = drained(tries, now)
    if left.at is None or left.count < NUMBERS_AT_ONCE:
        return timedelta(0)
    return NUMBER_EVERY - (now - left.at)


def drained(tries: Tries, now: datetime) -> Tries:
    """A touchscreen's numbers but those that are long enough ago: one every NUMBER_EVERY."""
    count = _lately(tries, now)
    if tries.at is None or count == 0:
        return Tries(at=now)
    gone = max((now - tries.at) // NUMBER_EVERY, 0)
    if gone >= count:
        return Tries(at=now)
    return Tries(count=count - gone, at=min(tries.at, now) + gone * NUMBER_EVERY)


def _lately(tries: Tries, now: datetime) -> int:
    """The tries that still count. None do after a clock was set back: nobody waits for that."""
    if tries.at is None or not -SKEW <= now - tries.at <= FORGOTTEN_AFTER:
        return 0
    return tries.count
