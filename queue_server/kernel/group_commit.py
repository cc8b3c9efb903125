"""Group commit without a thread of its own: whoever leads does what all who wait want."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from queue_server.kernel.interface import Place
from queue_server.kernel.refusals import Unavailable
from queue_server.kernel.waiting import Signal, native_lock

MOST_AT_ONCE = 256
MOST_WAITING = 2048  # beyond this a caller is told to come again, so that memory stays flat
RETRY_AFTER_S = 2


class Unit:
    """A unit of work, and what came of it. Its owner is woken when it is done, or is to lead."""

    __slots__ = ("_error", "_value", "done", "leads", "press", "signal", "work")

    def __init__(self, work: Callable[[Any], Any], press: Place | None = None) -> None:
        self.work = work
        self.press = press
        self.done = self.leads = False
        self.signal: Signal | None = None  # for whoever does not lead at once
        self._value: Any = None
        self._error: BaseException | None = None

    def succeed(self, value: Any) -> None:
        """It is done, and on disk."""
        self._value, self.done = value, True
        self._wake()

    def fail(self, error: BaseException) -> None:
        """It was refused, or could not be done; nothing of it is kept."""
        self._error, self.done = error, True
        self._wake()

    def lead(self) -> None:
        """It is its owner's turn to do the work of all who wait."""
        self.leads = True
        self._wake()

    def result(self) -> Any:
        """The value, or the error raised here."""
        if self._error is not None:
            raise self._error
        return self._value

    def _wake(self) -> None:
        signal, self.signal = self.signal, None
        if signal is not None:
            signal.give()


class GroupCommit:
    """Units of work that must come one after another, done some at a time.

    `run(units)` must make every one of them done; it runs in the greenlet or thread of whoever
    leads. A leader does one batch, its own unit first in it, and passes the lead to whoever has
    waited longest: a lock instead would go to who asks last, and every unit be done alone.
    """

    def __init__(self, run: Callable[[Sequence[Unit]], None]) -> None:
        self._run = run
        self._waiting: deque[Unit] = deque()
        self._is_led = False
        self._mutex = native_lock()

    def do(self, work: Callable[[Any], Any], press: Place | None = None) -> Any:
        """Hand over a unit of work and wait for its answer. Raises Unavailable when full."""
        unit = Unit(work, press)
        signal = self._join(unit)
        try:
            if signal is not None:
                signal.wait()
            if unit.leads:
                self._run(self._take())
        finally:  # also when its owner was stopped while it waited or led
            self._leave(unit)
        return unit.result()

    def _join(self, unit: Unit) -> Signal | None:
        """Stand in line; what to wait for, or None when the line is ours to lead."""
        with self._mutex:
            if len(self._waiting) >= MOST_WAITING:
                raise Unavailable(seconds=RETRY_AFTER_S)
            self._waiting.append(unit)
            if self._is_led:
                unit.signal = Signal()
            else:
                self._is_led = unit.leads = True
            return unit.signal

    def _take(self) -> list[Unit]:
        with self._mutex:
            most = min(len(self._waiting), MOST_AT_ONCE)
            return [self._waiting.popleft() for _ in range(most)]

    def _leave(self, unit: Unit) -> None:
        """Nobody waits for it any more; if it led, whoever has waited longest leads now."""
        with self._mutex:
            if not unit.done and unit in self._waiting:
                self._waiting.remove(unit)
            unit.signal = None
            if not unit.leads:
                return
            self._is_led = bool(self._waiting)
            if self._waiting:
                self._waiting[0].lead()


class BatchSizes:
    """How many units shared a commit, counted in buckets; `units` is how many there were in all."""

    BOUNDS = (1, 2, 4, 8, 16, 32, 64, 128, MOST_AT_ONCE)

    def __init__(self) -> None:
        self._counts = [0] * len(self.BOUNDS)
        self.units = 0

    def add(self, size: int) -> None:
        """A batch of 1 to MOST_AT_ONCE units was written."""
        self._counts[bisect_left(self.BOUNDS, size)] += 1
        self.units += size

    def by_bound(self) -> Iterator[tuple[int, int]]:
        """Each bound, and how many batches were as large and no larger."""
        return zip(self.BOUNDS, self._counts, strict=True)
