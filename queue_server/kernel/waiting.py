"""Waiting for each other, greenlets and native threads alike.

gevent's own locks and events know only the greenlets of one thread, the interpreter's only threads:
with them a greenlet that waits would stop every other one.
"""

from collections import deque

from gevent import get_hub
from gevent.hub import Waiter
from gevent.monkey import get_original

# For a few lines in which nobody switches; gevent replaces what `threading` has.
native_lock = get_original("_thread", "allocate_lock")


class Signal:
    """Given once, from any thread, to the greenlet or thread that made it."""

    __slots__ = ("_bell", "_rung")

    def __init__(self) -> None:
        self._rung: Waiter[None] = Waiter()
        # The one thing of gevent's that another native thread may touch. It listens from the
        # start, so a signal that is faster than the wait is not lost.
        self._bell = get_hub().loop.async_()
        self._bell.start(self._rung.switch, None)

    def give(self) -> None:
        """Wake whoever waits."""
        self._bell.send()

    def wait(self) -> None:
        """Wait, once. Other greenlets run meanwhile."""
        try:
            self._rung.get()
        finally:
            self._bell.stop()
            self._bell.close()

    def wait_for_sure(self) -> None:
        """Wait, also when stopped meanwhile: that is raised only when the signal has come."""
        has_come, stopped = False, None
        while not has_come:
            try:
                self._rung.get()
                has_come = True
            except BaseException as error:
                stopped = error
        self._bell.stop()
        self._bell.close()
        if stopped is not None:
            raise stopped


class FairLock:
    """Held by one at a time, and passed on to whoever has waited longest."""

    def __init__(self) -> None:
        self._mutex = native_lock()
        self._waiting: deque[Signal] = deque()
        self._is_held = False

    def __enter__(self) -> None:
        with self._mutex:
            if not self._is_held:
                self._is_held = True
                return
            signal = Signal()
            self._waiting.append(signal)
        try:
            signal.wait()
        except BaseException:  # stopped while it waited
            self._give_up(signal)
            raise

    def __exit__(self, *_error: object) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().give()
            else:
                self._is_held = False

    def _give_up(self, signal: Signal) -> None:
        with self._mutex:
            if signal in self._waiting:
                self._waiting.remove(signal)
                return
        self.__exit__()  # it was passed on to us meanwhile
