"""Checking a password takes memory and time on purpose: two at once, after everything else."""

import os
import threading

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from gevent.lock import BoundedSemaphore
from gevent.threadpool import ThreadPool

from queue_server.web.kit.refusals import Crowded

AT_ONCE = 2  # of 64 MB each
LONGEST_WAIT_S = 10.0
TRY_AGAIN_S = 5
NICE = 10  # presses go first

hasher = PasswordHasher()  # argon2id as RFC 9106 has it for little memory
_turns = BoundedSemaphore(AT_ONCE)
_threads: list[ThreadPool] = []
_thread = threading.local()


def hashed(password: str) -> str:
    """A password as it is kept: argon2id with its own salt."""
    return hasher.hash(password)


def is_right(kept: str, password: str) -> bool:
    """Is it the password that was kept? Raises Crowded when too many ask that."""
    if not _turns.acquire(timeout=LONGEST_WAIT_S):
        raise Crowded(seconds=TRY_AGAIN_S)
    try:
        return _check(kept, password)
    finally:
        _turns.release()


def _check(kept: str, password: str) -> bool:
    """Check beside the hub: it takes 50 to 400 ms of processor."""
    if not _threads:
        _threads.append(ThreadPool(AT_ONCE))
    right: bool = _threads[0].apply(_verify, (kept, password))
    return right


def _verify(kept: str, password: str) -> bool:
    if not getattr(_thread, "is_nice", False) and hasattr(os, "nice"):
        os.nice(NICE)  # of this thread and those it starts, on Linux
        _thread.is_nice = True
    try:
        return hasher.verify(kept, password)
    except VerificationError:
        return False
