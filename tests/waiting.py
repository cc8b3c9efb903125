"""Waiting in a test for something that will be so."""

import time
from collections.abc import Callable


def until(is_so: Callable[[], object], within_s: float = 30.0) -> None:
    """Wait until it is so; fail when it is not in the end."""
    ends = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < ends, "it never was so"
        time.sleep(0.05)
