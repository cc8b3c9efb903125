"""Every screen, message and slip of a hall, asked for: whatever its data is, none fails."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from staying_true import stays_true

from queue_server.desks.tables import Desks
from queue_server.hall.tables import day_of
from queue_server.kernel.door import Hall
from queue_server.kernel.proof import verify
from queue_server.kernel.view import View
from queue_server.kernel.view_models import ViewModel, encoded
from queue_server.paper.queries import printers
from queue_server.paper.rules import SlipJob, SlipState
from queue_server.paper.slips import slip
from queue_server.screens import board, changes, counter_cards, desk, journal, kiosk, phone, shapes
from queue_server.screens.board import BoardSnapshot
from queue_server.screens.heartbeat import heartbeat
from queue_server.turns import queries as day
from queue_server.turns.rules.keys import Keys
from queue_server.turns.tables import Tickets

T = TypeVar("T", bound=ViewModel)
KEYS = Keys(bytes(32), "hall")
NEWEST = 150  # events that a screen which was away asks for


def goes_on(hall: Hall) -> None:
    """Look at everything there is to see, as everybody in the hall does. Raises what they would."""
    hall.ask(_everything)
    stays_true(hall)
    assert hall.ask(verify).problems == []


def _everything(view: View) -> None:
    shown = _as_said(board.board(view))
    assert {s.id for s in shown.services} == set(shown.queues)
    told = changes.Told(max(0, view.version - NEWEST), changes.told_all(view).standings)
    _all_as_said(changes.messages(view, told)[0])
    _as_said(heartbeat(view, view.version))
    _as_said(journal.events(view, 0))
    _all_as_said(printers(view))
    day.tallies(view, day_of(view))
    for service in _all_as_said(kiosk.services(view)):
        _as_said(kiosk.service(view, service.id))
    for counter in _all_as_said(counter_cards.counters(view)):
        _as_said(desk.desk(view, counter.id))
    for stands in Desks(view).all():
        _as_said(desk.desk(view, stands))
    for ticket in Tickets(view).of_day(day_of(view)):
        _as_said(phone.citizen(view, ticket.id))
        _as_said(shapes.ticket(view, ticket))
        _slip(view, ticket.id)
    _everybody_waiting_is_on_the_board(view, shown)


def _as_said(told: T) -> T:
    """The same, which is of its own kind in every field also as a program reads it."""
    read = msgspec.json.decode(encoded(told), type=type(told), dec_hook=lambda kind, it: kind(it))
    assert encoded(read) == encoded(told)
    return told


def _all_as_said(told: Sequence[T]) -> Sequence[T]:
    return [_as_said(it) for it in told]


def _slip(view: View, ticket_id: int) -> None:
    job = SlipJob(
        ticket_id=ticket_id,
        copy=0,
        device="kiosk1",
        state=SlipState.QUEUED,
        language="vi",
        wanted_at=view.now,
    )
    assert slip(view, job, KEYS, "http://hall") is not None


def _everybody_waiting_is_on_the_board(view: View, shown: BoardSnapshot) -> None:
    waiting = sorted(person.number for person in Tickets(view).waiting())
    assert sorted(n for queue in shown.queues.values() for n in queue.order) == waiting
    desks = [desk.desk(view, c.id) for c in counter_cards.counters(view)]
    callable_services = {s.id for d in desks for s in d.counter.services}
    assert {person.service_id for person in Tickets(view).waiting()} <= callable_services
