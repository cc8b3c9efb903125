"""The hall is opened after a power cut, as it always is: what is not as it was promised?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from hall_clock import HandClock
from proof.busy_minutes import DESKS, Promise, told

from queue_server.hall.tables import day_of
from queue_server.kernel import codec
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.idempotency import Answer
from queue_server.kernel.proof import verify
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.turns import transitions
from queue_server.turns.commands.issuing import issue
from queue_server.turns.events import TicketEvent, TicketIssued
from queue_server.turns.rules.numbering import number
from queue_server.turns.rules.tickets import Ticket
from queue_server.turns.tables import Tickets

PRESSED_AGAIN = 3  # of the last that were acknowledged
MOST = 1_000_000


class NotKept(Exception):
    """No answer is kept under a key."""


@dataclass
class Found:
    """Sentences on what was promised and is gone, and on what is not whole."""

    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def found_in(file: Path, hall_id: str, promises: Sequence[Promise], later: Promise) -> Found:
    """Open a file after a cut and look. `later` was not answered yet, and is pressed again."""
    found = Found()
    try:
        store = open_store(f"sqlite:///{file}", HandClock())
    except Exception as error:
        found.broken.append(f"it does not open: {error!r}")
        return found
    hall = Hall(store, hall_id)
    try:
        _look(hall, promises, found)
        _press_on(hall, promises, later, found)
    except Exception as error:
        found.broken.append(repr(error))
    store.close()
    return found


def _look(hall: Hall, promises: Sequence[Promise], found: Found) -> None:
    found.broken += hall.ask(_unsound)
    found.broken += hall.ask(verify).problems
    found.broken += hall.ask(_numbered_wrong)
    kept = hall.ask(_stages)
    for promise in promises:
        if promise.ticket not in kept:
            found.lost.append(f"{promise.ticket.number} is not {promise.ticket.state} any more")


def _press_on(hall: Hall, promises: Sequence[Promise], later: Promise, found: Found) -> None:
    """Old presses get their old answers, new ones go on where the hall stands."""
    for promise in [p for p in promises if p.press][-PRESSED_AGAIN:]:
        if _answer_again(hall, promise) != promise.ticket:
            found.lost.append(f"{promise.press} is not answered as before")
    again = hall.press(later.press, lambda tx: _issued(tx, later))
    if told(again).series != later.ticket.series:
        found.broken.append(f"{later.press} was answered {again}")
    for service in DESKS.values():
        hall.do(issue, service, by="kiosk")
    found.broken += hall.ask(_numbered_wrong)


def _answer_again(hall: Hall, promise: Promise) -> Ticket | None:
    """The kept answer; None when the press would be done anew, which it then is not."""
    try:
        return told(hall.press(promise.press, _refused))
    except NotKept:
        return None


def _refused(_tx: Transaction) -> Answer:
    raise NotKept


def _issued(tx: Transaction, promise: Promise) -> Answer:
    ticket = issue(tx, promise.ticket.service_id, by=promise.press.device)
    return Answer(status=200, text=msgspec.json.encode(ticket).decode())


def _unsound(view: View) -> list[str]:
    said = [row["integrity_check"] for row in view.query("PRAGMA integrity_check(5)")]
    return [] if said == ["ok"] else said


def _numbered_wrong(view: View) -> list[str]:
    """Every series that is not 1, 2, 3 ... in the order of issue."""
    numbers: dict[str, list[str]] = {}
    for ticket in Tickets(view).of_day(day_of(view)):
        numbers.setdefault(ticket.series, []).append(ticket.number)
    return [
        f"{series} was given as {given}"
        for series, given in numbers.items()
        if given != [number(given[0][0], n) for n in range(1, len(given) + 1)]
    ]


def _stages(view: View) -> set[Ticket]:
    """Every ticket as it was after each of its events."""
    now: dict[int, Ticket] = {}
    stages = set()
    for row in view.journal_page(0, 0, MOST):
        event = codec.decode(row["kind"], row["body"])
        if isinstance(event, TicketIssued):
            now[event.ticket_id] = transitions.issue(event)
        elif isinstance(event, TicketEvent):
            now[event.ticket_id] = transitions.apply(now[event.ticket_id], event)
        else:
            continue
        stages.add(now[event.ticket_id])
    return stages
