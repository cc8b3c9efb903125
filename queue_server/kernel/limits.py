"""How much one caller may take: a bucket that fills with time, one for each who calls."""

import time
from collections.abc import Hashable
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address

HELD_S = 1.0  # a refusal at once would only let the next one come at once
MOST_KNOWN = 10_000  # buckets remembered at once, so that made-up callers do not fill the memory
ONE_HOUSE = 64  # bits: a house with IPv6 has all the addresses below


class Bucket:
    """Holds `burst` at most and gains `per_second`. It is full at first."""

    __slots__ = ("_at", "_burst", "_left", "_per_second")

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst = self._left = burst
        self._per_second = per_second
        self._at = time.monotonic()

    def take(self) -> float:
        """Take one: 0.0 when there was one, else the seconds until there is."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            return (1 - self._left) / self._per_second
        self._left -= 1
        return 0.0


class Pace:
    """So many a second, one after the other: each is told how long to wait for its turn."""

    def __init__(self, per_second: float) -> None:
        self._each_s = 1 / per_second
        self._next = 0.0

    def wait(self) -> float:
        """Seconds until the turn of whoever asks now."""
        now = time.monotonic()
        turn = max(now, self._next)
        self._next = turn + self._each_s
        return turn - now


class Buckets:
    """A bucket for each caller, made when they first come."""

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._buckets: dict[Hashable, Bucket] = {}

    def take(self, caller: Hashable) -> float:
        """Take one from a caller's bucket: 0.0, or the seconds to wait."""
        bucket = self._buckets.pop(caller, None) or Bucket(self._burst, self._per_second)
        if len(self._buckets) >= MOST_KNOWN:
            del self._buckets[next(iter(self._buckets))]  # who has not come for the longest time
        self._buckets[caller] = bucket
        return bucket.take()


@lru_cache(maxsize=4096)
def house(address: str) -> str:
    """Who counts as one caller: an address, or with IPv6 all addresses of one house."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(IPv6Network((known, ONE_HOUSE), strict=False))
