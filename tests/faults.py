"""Faults put into the steps of a loop, one at a time, to see that the loop goes on."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import gevent


class Defect(Exception):
    """What nobody foresaw."""


class Faults:
    """Counts the steps of whatever it watches, and lets the one numbered `at` fail, once."""

    def __init__(self, at: int, error: BaseException | type[BaseException] = Defect) -> None:
        self._at = at
        self._error = error
        self.steps = 0

    @property
    def happened(self) -> bool:
        return self.steps >= self._at

    def step(self, do: Callable) -> Callable:
        """The same function, as one of the steps."""

        def counted(*args, **facts):
            self.steps += 1
            if self.steps == self._at:
                raise self._error
            return do(*args, **facts)

        return counted

    def watch(self, thing: object, *names: str) -> "Watched":
        """The same object, of which these methods are steps."""
        return Watched(thing, {name: self.step(getattr(thing, name)) for name in names})


class Watched:
    """An object some of whose methods are counted."""

    def __init__(self, thing: object, steps: dict[str, Callable]) -> None:
        self._thing = thing
        self.__dict__.update(steps)

    def __getattr__(self, name: str) -> object:
        return getattr(self._thing, name)


@contextmanager
def greenlets_ended() -> Iterator[None]:
    """Loops that begin in here do not outlive it."""
    before = {id(it) for it in gc.get_objects() if isinstance(it, gevent.Greenlet)}
    yield
    found = (it for it in gc.get_objects() if isinstance(it, gevent.Greenlet))
    gevent.killall([it for it in found if id(it) not in before])


def soon(is_so: Callable[[], object], within_s: float = 30.0) -> None:
    """Let the loops run until it is so; fail when it is not in the end."""
    with gevent.Timeout(within_s, AssertionError("it never was so")):
        while not is_so():
            gevent.sleep(0.005)
