"""What a clerk's desk shows: who is here, who is next and why, who stepped away, and my day."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from queue_server.desks.rules import Desk
from queue_server.desks.tables import Desks
from queue_server.estimates.queries import Lines
from queue_server.hall.rules.floor_data import Counter
from queue_server.hall.tables import floor_of
from queue_server.kernel.view import View
from queue_server.kernel.view_models import UNSET, Unsaid, ViewModel
from queue_server.paper.queries import PrinterTrouble, has_slip, in_trouble
from queue_server.screens import shapes
from queue_server.screens.choices import Choice, Choices, choices, targets
from queue_server.screens.counter_cards import CounterCard, card
from queue_server.screens.shapes import ProcedureGuide, StaffTicket
from queue_server.turns.rules.calling import Branch, chosen_id, sequence
from queue_server.turns.rules.tickets import RETURN_WITHIN, Ticket
from queue_server.turns.tables import Tickets
from queue_server.turns.undo import last_press, time_left
from queue_server.turns.wording import PRESSED, WHY
from words import Text

NEXT_ROWS = 8
MINUTE = timedelta(minutes=1)


class PersonRow(ViewModel, kw_only=True):
    """Somebody in a list of the desk; what the reader may not know is left away."""

    id: int
    number: str
    service_id: str
    service_name: Text
    waited_min: int
    counter_id: str | None
    priority_group: Unsaid[str | None] = UNSET
    priority: Unsaid[Text | None] = UNSET
    reason: Unsaid[str | None] = UNSET
    reason_text: Unsaid[Text | None] = UNSET


class NextPerson(PersonRow, kw_only=True):
    """Who is called next, and the sentence that says why."""

    why: Text
    branch: Branch


class CurrentPerson(StaffTicket, kw_only=True):
    """Who is at the counter, called or served for `since_s`. `has_slip`: one was printed, or is to
    be.
    """

    waited_min: int
    since_s: float
    service_name: Text
    has_slip: bool
    priority: Unsaid[Text | None] = UNSET
    procedure: Unsaid[ProcedureGuide | None] = UNSET


class DayOfCounter(ViewModel, kw_only=True):
    """The counter's day so far; `unstarted` of those served were finished without a start."""

    served: int
    unstarted: int
    no_show: int
    mean_service_min: float | None


class DeskScreen(ViewModel, kw_only=True):
    """One counter's screen. `waiting` are the first in line, `waiting_count` all of them, and
    `left_alone` those of them whom no other open counter calls.
    """

    version: int
    epoch: int
    counter: CounterCard
    current: CurrentPerson | None
    next: NextPerson | None
    waiting: Sequence[PersonRow]
    waiting_count: int
    left_alone: int
    held: Sequence[PersonRow]
    absent: Sequence[PersonRow]
    today: DayOfCounter
    transfer_to: Sequence[Choice]
    choices: Choices
    printers: Sequence[PrinterTrouble]


class LastPress(ViewModel, kw_only=True):
    """What can still be taken back on a ticket, and for how many seconds."""

    ticket_id: int
    number: str
    what: Text
    seconds: float


def desk(view: View, counter_id: str) -> DeskScreen:
    """One counter's screen. Raises UnknownCounter."""
    it = floor_of(view).known_counter(counter_id)
    here, lines = Desks(view).desk(counter_id), Lines(view)
    absent = [t for t in Tickets(view).absent(RETURN_WITHIN) if t.service_id in it.service_ids]
    current = Tickets(view).at_counter(counter_id)
    return DeskScreen(
        version=view.version,
        epoch=view.epoch,
        counter=card(view, it, here, lines),
        current=_current(view, current, lines) if current else None,
        next=_next(view, it, here),
        waiting=[_row(view, t) for t in _first(view, it, here)],
        waiting_count=sum(map(lines.count, it.service_ids)),
        left_alone=_left_alone(view, it, lines),
        held=[_row(view, t) for t in lines.held if _concerns(it, t)],
        absent=[_row(view, t) for t in absent],
        today=_today(view, counter_id),
        transfer_to=targets(view),
        choices=choices(view),
        printers=in_trouble(view),
    )


def undoable(view: View, ticket_id: int) -> LastPress | None:
    """What can still be taken back on a ticket. Raises UnknownTicket."""
    number = Tickets(view).ticket(ticket_id).number
    last = last_press([r.event for r in view.events_of(ticket_id)])
    left = time_left(last, view.now).total_seconds() if last else 0.0
    if last is None or left <= 0:
        return None
    return LastPress(
        ticket_id=ticket_id,
        number=number,
        what=PRESSED[type(last)].filled(number=number),
        seconds=round(left, 1),
    )


def _first(view: View, counter: Counter, here: Desk) -> list[Ticket]:
    """Those who are called here next if nobody else comes and nobody else calls."""
    lines = [line for s in counter.service_ids for line in Tickets(view).line(s).values()]
    first = [key for line in lines for key in line[:NEXT_ROWS]]
    tickets = [Tickets(view).ticket(who) for _, who in first]
    return sequence(tickets, floor_of(view).policy, here.run, most=NEXT_ROWS)


def _left_alone(view: View, counter: Counter, lines: Lines) -> int:
    """How many wait whom no other open counter calls."""
    others = Desks(view).open_counters() - {counter.id}
    called = {s for it in others for s in floor_of(view).counter(it).service_ids}
    return sum(lines.count(s) for s in counter.service_ids if s not in called)


def _current(view: View, it: Ticket, lines: Lines) -> CurrentPerson:
    floor = floor_of(view)
    chosen = floor.procedure(it.procedure_code) if it.procedure_code else None
    return CurrentPerson(
        waited_min=_minutes((it.called_at or view.now) - it.issued_at),
        since_s=(view.now - (it.started_at or it.called_at or view.now)).total_seconds(),
        service_name=floor.service(it.service_id).name,
        has_slip=has_slip(view, it.id),
        priority=_priority(view, it),
        procedure=shapes.procedure(chosen) if chosen else None,
        **shapes.ticket_fields(view, it, lines),
    )


def _next(view: View, counter: Counter, here: Desk) -> NextPerson | None:
    why = Tickets(view).due(counter, here.run)
    if why is None:
        return None
    row = _row_fields(view, Tickets(view).ticket(chosen_id(why)))
    return NextPerson(why=WHY[why.branch], branch=why.branch, **row)


def _row(view: View, it: Ticket) -> PersonRow:
    return PersonRow(**_row_fields(view, it))


def _row_fields(view: View, it: Ticket) -> dict[str, Any]:
    return {
        "id": it.id,
        "number": it.number,
        "service_id": it.service_id,
        "service_name": floor_of(view).service(it.service_id).name,
        "priority_group": it.priority_group,
        "priority": _priority(view, it),
        "waited_min": _minutes(view.now - it.issued_at),
        "reason": it.hold_reason,
        "reason_text": floor_of(view).reason(it.hold_reason) if it.hold_reason else None,
        "counter_id": it.counter_id,
    }


def _priority(view: View, it: Ticket) -> Text | None:
    return floor_of(view).priority(it.priority_group).button if it.priority_group else None


def _concerns(counter: Counter, it: Ticket) -> bool:
    return it.counter_id == counter.id or it.service_id in counter.service_ids


def _today(view: View, counter_id: str) -> DayOfCounter:
    day = Tickets(view).day_of_counter(counter_id)
    mean = day["mean_ms"]
    return DayOfCounter(
        served=int(day["served"] or 0),
        unstarted=int(day["unstarted"] or 0),
        no_show=int(day["no_show"] or 0),
        mean_service_min=None if mean is None else round(float(mean) / 60_000, 1),
    )


def _minutes(span: timedelta) -> int:
    return max(0, span // MINUTE)
