"""Native threads that run database work while the rest of the hall goes on."""

import logging
from _queue import SimpleQueue
from collections.abc import Callable
from typing import Any

from gevent import get_hub
from gevent.hub import Waiter
from gevent.monkey import get_original

from queue_server.store import batch

# gevent replaces `threading` and `queue`; a SQLite call in a greenlet would stop every other one.
# These two are the interpreter's own, so the work happens beside the hub and not in it.
start_native_thread = get_original("_thread", "start_new_thread")
pause = get_original("time", "sleep")
AGAIN_S = 1.0  # before a worker that failed begins again
log = logging.getLogger("luot")


class Job:
    """A piece of work on its way to a worker and its answer on the way back.

    It belongs to the greenlet (or thread) that made it: only that one may wait.
    """

    __slots__ = ("_bell", "_error", "_rung", "_value", "work")

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.work = work
        self._value: Any = None
        self._error: BaseException | None = None
        self._rung: Waiter[None] = Waiter()
        # The one thing of gevent's that another native thread may touch. It listens from the
        # start, so an answer that is faster than the wait is not lost.
        self._bell = get_hub().loop.async_()
        self._bell.start(self._rung.switch, None)

    def succeed(self, value: Any) -> None:
        """Wake the caller with a value."""
        self._value = value
        self._bell.send()

    def fail(self, error: BaseException) -> None:
        """Wake the caller with an error."""
        self._error = error
        self._bell.send()

    def wait(self) -> Any:
        """The value, or the error raised here. Other greenlets run meanwhile."""
        try:
            self._rung.get()
        finally:
            self._bell.stop()
            self._bell.close()
        if self._error is not None:
            raise self._error
        return self._value


class Inbox:
    """Where callers put jobs; some native threads take them out, several at a time."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._stopped: list[Job] = []

    @property
    def is_full(self) -> bool:
        """Do more wait than should?"""
        return self._jobs.qsize() >= batch.MOST_WAITING

    def start(self, loop: Callable[["Inbox"], None]) -> None:
        """Run `loop(inbox)` in a native thread of its own, until it returns."""
        ended = Job(lambda _: None)
        self._stopped.append(ended)

        def run() -> None:
            while True:
                try:
                    loop(self)
                    return ended.succeed(None)
                except Exception:  # whoever waits for it must not wait for ever
                    log.exception("a worker of the memory failed and begins again")
                    pause(AGAIN_S)

        start_native_thread(run, ())

    def do(self, work: Callable[[Any], Any]) -> Any:
        """Hand over a job and wait for its answer."""
        job = Job(work)
        self._jobs.put(job)
        return job.wait()

    def take(self, most: int = 1) -> list[Job]:
        """Wait for a job, then take what else is there. An empty list means: stop."""
        first = self._jobs.get()
        if first is None:
            return []
        jobs = [first]
        while len(jobs) < most and not self._jobs.empty():
            job = self._jobs.get()
            if job is None:
                self._jobs.put(None)
                break
            jobs.append(job)
        return jobs

    def close(self) -> None:
        """Let the threads finish what was handed over, then wait until they have ended."""
        for _ in self._stopped:
            self._jobs.put(None)
        for ended in self._stopped:
            ended.wait()
        self._stopped.clear()
