"""Some minutes in a hall: kiosks and clerks press at once, a screen looks on, answers are noted."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

import msgspec

from queue_server.desks import commands as desks
from queue_server.kernel.door import Hall
from queue_server.kernel.idempotency import Answer, Press
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns.commands import calling, issuing, serving
from queue_server.turns.refusals import NothingWaiting
from queue_server.turns.rules.tickets import Ticket
from queue_server.turns.tables import Tickets

DESKS = {"Q02": "LLTP", "Q04": "DATDAI", "Q07": "LAODONG"}  # and the one service that comes there
EACH = 12  # numbers that a kiosk gives


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What somebody was told, and from which place of the disk's record on they know it.

    `press` is None when it was sent without a key.
    """

    place: int
    ticket: Ticket
    press: Press | None


def pressed(tx: Transaction, command: Callable[..., Ticket], what: str, by: str) -> Answer:
    """A press as it is done under a key: its answer is the whole ticket."""
    return Answer(status=200, text=msgspec.json.encode(command(tx, what, by=by)).decode())


def told(answer: Answer) -> Ticket:
    return msgspec.json.decode(answer.text, type=Ticket)


@dataclass
class BusyMinutes:
    """One kiosk and one clerk for each of DESKS, and a screen that is never content."""

    hall: Hall
    record: list
    part: str  # of the day; its keys are its own
    promises: list[Promise] = field(default_factory=list)
    _all_arrived: threading.Event = field(default_factory=threading.Event)
    _all_left: threading.Event = field(default_factory=threading.Event)

    def pass_by(self) -> None:
        """Until everybody who came was served."""
        kiosks = [self._starts(self._gives_numbers, service) for service in DESKS.values()]
        clerks = [self._starts(self._serves, desk) for desk in DESKS]
        screen = self._starts(self._looks)
        _wait_for(kiosks)
        self._all_arrived.set()
        _wait_for(clerks)
        self._all_left.set()
        _wait_for([screen])

    def _starts(self, does: Callable[..., None], *what: str) -> threading.Thread:
        thread = threading.Thread(target=does, args=what, name=f"{does.__name__} {what}")
        thread.start()
        return thread

    def _gives_numbers(self, service: str) -> None:
        for n in range(EACH):
            key = f"{self.part} {n}" if n % 3 else ""
            self._press(issuing.issue, service, by=f"kiosk {service}", key=key)

    def _serves(self, desk: str) -> None:
        clerk = f"clerk {desk}"
        self.hall.do(desks.open_counter, desk, by=clerk)
        for n in count():
            try:
                ticket = self._press(calling.call_next, desk, by=clerk, key=f"{self.part} {n}")
            except NothingWaiting:
                if self._all_arrived.is_set():
                    return
                continue
            self._press(serving.start, ticket.id, by=clerk)
            self._press(serving.finish, ticket.id, by=clerk)

    def _looks(self) -> None:
        while not self._all_left.is_set():
            self.hall.ask(lambda view: Tickets(view).waiting())

    def _press(self, command: Callable[..., Ticket], what, *, by: str, key: str = "") -> Ticket:
        press = Press(device=by, key=key, fingerprint=f"{command.__name__} {what}") if key else None
        if press is None:
            ticket = self.hall.do(command, what, by=by)
        else:
            ticket = told(self.hall.press(press, lambda tx: pressed(tx, command, what, by)))
        self.promises.append(Promise(place=len(self.record), ticket=ticket, press=press))
        return ticket


def _wait_for(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join()
