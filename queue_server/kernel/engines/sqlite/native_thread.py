"""A native thread that does what would hold up the rest of the hall: waiting for the disk."""

from _queue import SimpleQueue
from collections.abc import Callable
from typing import Any

from gevent.monkey import get_original

from queue_server.kernel.waiting import Signal

# gevent replaces `threading` and `queue`; a commit in a greenlet would stop every other one.
# This is the interpreter's own, so the work happens beside the hub and not in it.
start_native_thread = get_original("_thread", "start_new_thread")


class Job:
    """A piece of work on its way to the thread and its answer on the way back.

    It belongs to the greenlet (or thread) that made it: only that one may wait.
    """

    __slots__ = ("_done", "_error", "_value", "_work")

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._value: Any = None
        self._error: BaseException | None = None
        self._done = Signal()

    def run(self) -> None:
        """Do it, and wake the caller."""
        try:
            self._value = self._work()
        except Exception as error:
            self._error = error
        self._done.give()

    def wait(self) -> Any:
        """The value, or the error raised here. Other greenlets run meanwhile.

        Whoever is stopped waits too: what the thread does with a connection must have ended.
        """
        self._done.wait_for_sure()
        if self._error is not None:
            raise self._error
        return self._value


class NativeThread:
    """Does one job after another, for callers that wait."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._is_open = True
        start_native_thread(self._run, ())

    def do(self, work: Callable[[], Any]) -> Any:
        """Hand over a job and wait for its answer."""
        job = Job(work)
        self._jobs.put(job)
        return job.wait()

    def close(self) -> None:
        """Let the thread end when it has done what was handed over; once is enough."""
        if self._is_open:
            self._is_open = False
            self.do(lambda: None)
            self._jobs.put(None)

    def _run(self) -> None:
        while job := self._jobs.get():
            job.run()
