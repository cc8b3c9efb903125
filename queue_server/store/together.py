"""Group commit without a thread of its own: whoever comes first does what all who wait want."""

from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

from queue_server.domain.refusals import Unavailable
from queue_server.store import batch


class Unit:
    """A unit of work, and what came of it."""

    __slots__ = ("_error", "_value", "done", "work")

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.work = work
        self.done = False
        self._value: Any = None
        self._error: BaseException | None = None

    def succeed(self, value: Any) -> None:
        """It is done, and on disk."""
        self._value, self.done = value, True

    def fail(self, error: BaseException) -> None:
        """It was refused, or could not be done; nothing of it is kept."""
        self._error, self.done = error, True

    def result(self) -> Any:
        """The value, or the error raised here."""
        if self._error is not None:
            raise self._error
        return self._value


class Together:
    """Units of work that must come one after another, done some at a time.

    `run(units)` must make every one of them done; it runs in the greenlet or thread of whoever
    was first, and the others wait.
    """

    def __init__(self, run: Callable[[Sequence[Unit]], None]) -> None:
        self._run = run
        self._waiting: deque[Unit] = deque()
        self._one_at_a_time = Lock()

    def do(self, work: Callable[[Any], Any]) -> Any:
        """Hand over a unit of work and wait for its answer. Raises Unavailable when full."""
        if len(self._waiting) >= batch.MOST_WAITING:
            raise Unavailable(seconds=batch.RETRY_AFTER_S)
        unit = Unit(work)
        self._waiting.append(unit)
        with self._one_at_a_time:
            while not unit.done:  # more may wait than are taken at a time
                self._run(self._take())
        return unit.result()

    def _take(self) -> list[Unit]:
        return [self._waiting.popleft() for _ in range(min(len(self._waiting), batch.MOST_AT_ONCE))]
