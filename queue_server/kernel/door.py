"""The one door to a hall: do a command, ask a question, listen to what changed."""

import logging
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from queue_server.kernel.idempotency import Answer, Press, once
from queue_server.kernel.interface import Place, Recorded
from queue_server.kernel.refusals import Unavailable
from queue_server.kernel.store import Store
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View

log = logging.getLogger("luot.kernel")
P = ParamSpec("P")
T = TypeVar("T")
Listener = Callable[[], object]


class Hall:
    """A hall that is running. Its methods may be called from any greenlet or thread."""

    def __init__(self, store: Store, hall_id: str) -> None:
        self.id = hall_id
        self._store = store
        self._listeners: list[Listener] = []
        self._ring: Listener = lambda: None

    def do(
        self,
        command: Callable[Concatenate[Transaction, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a command as one transaction. When this returns, it is on disk and listeners know.

        Raises the command's Refusal; then nothing happened.
        """
        return self._done(lambda tx: command(tx, *args, **kwargs))

    def press(self, press: Press | None, work: Callable[[Transaction], Answer]) -> Answer:
        """Do one press, at most once whatever is sent again; None has no key and is always done.

        Raises what `once` and the work raise; then nothing happened.
        """
        place = (press.device, press.key) if press else None
        return self._done(lambda tx: once(tx, press, work), place)

    def _done(self, work: Callable[[Transaction], T], place: Place | None = None) -> T:
        try:
            written = self._store.write(self.id, work, place)
        except Unavailable:
            self.changed()  # it may be on disk after all: whoever shows something looks again
            raise
        if written.events:
            self.changed()
            _wake(self._ring)
        return written.result

    def ask(self, query: Callable[Concatenate[View, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query on one consistent moment of the hall."""
        return self._store.read(self.id, lambda view: query(view, *args, **kwargs))

    def listen(self, listener: Listener) -> None:
        """Call `listener` after a commit. It may be lost in a crash: see the journal.

        Listeners must not raise and must not wait: they only wake somebody who does the work.
        """
        self._listeners.append(listener)

    def ring(self, bell: Listener) -> None:
        """Call `bell` after a commit of this process, so that others of the hall's hear of it."""
        self._ring = bell

    def changed(self) -> None:
        """Something was committed, here or in another process of this hall: tell the listeners."""
        for listener in self._listeners:
            _wake(listener)

    def is_leader(self) -> bool:
        """Is this the one process of the hall that does what must be done once, as printing?"""
        return self._store.is_leader(self.id)

    def events_since(self, seq: int) -> list[Recorded]:
        """The events after a version, in order, a bounded number at a time."""
        return self.ask(lambda view: view.events_since(seq))


def _wake(listener: Listener) -> None:
    try:
        listener()
    except Exception:  # what was pressed is on disk, so it is answered as done; others are told
        log.exception("a listener failed")
