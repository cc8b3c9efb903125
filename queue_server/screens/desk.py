"""What a clerk's desk shows: who is here, who is next and why, who stepped away, and my day."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from queue_server.desks.rules import CounterState, Desk
from queue_server.desks.tables import Desks
from queue_server.estimates.queries import Lines
from queue_server.hall.rules.floor_data import Counter, ReasonKind
from queue_server.hall.tables import day_of, floor_of
from queue_server.kernel.view import View
from queue_server.kernel.view_models import UNSET, Unsaid, ViewModel
from queue_server.paper.queries import PrinterTrouble, has_slip, in_trouble
from queue_server.screens import shapes
from queue_server.screens.shapes import ProcedureGuide, StaffTicket
from queue_server.turns.rules.calling import Branch, chosen_id, sequence
from queue_server.turns.rules.tickets import RETURN_WITHIN, Ticket
from queue_server.turns.tables import Tickets
from queue_server.turns.undo import last_press, time_left
from queue_server.turns.wording import PRESSED, WHY
from words import Text

NEXT_ROWS = 8
MINUTE = timedelta(minutes=1)


class CounterService(ViewModel, kw_only=True):
    """A service of a counter, and how many wait for it (null where nobody asked)."""

    id: str
    name: Text
    waiting: int | None


class CounterCard(ViewModel, kw_only=True):
    """A counter and how it stands; `clerk` opened it today and, when `is_seated`, sits there;
    `pause_reason` is why it is paused.
    """

    id: str
    number: int
    name: Text
    is_retired: bool
    state: CounterState
    clerk: str | None
    is_seated: bool
    pause_reason: Text | None
    services: Sequence[CounterService]


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


class Choice(ViewModel, kw_only=True):
    """What may be said as a reason, or as what came of a visit."""

    id: str
    name: Text


class Choices(ViewModel, kw_only=True):
    """What the hall lets its staff say; a press whose list is empty asks nothing."""

    pauses: Sequence[Choice]
    holds: Sequence[Choice]
    by_hand: Sequence[Choice]
    outcomes: Sequence[Choice]


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


def counters(view: View) -> list[CounterCard]:
    """Every counter with how it stands, for choosing one's own; a retired one while it serves."""
    desks = Desks(view).all()
    serving = [c for c in floor_of(view).retired.counters if _serves_out(view, c)]
    return [
        _card(view, c, desks.get(c.id) or Desk(counter_id=c.id))
        for c in (*floor_of(view).counters, *serving)
    ]


def counter(view: View, counter_id: str) -> CounterCard:
    """One counter and how it stands. Raises UnknownCounter."""
    return _card(view, floor_of(view).known_counter(counter_id), Desks(view).desk(counter_id))


def desk(view: View, counter_id: str) -> DeskScreen:
    """One counter's screen. Raises UnknownCounter."""
    it = floor_of(view).known_counter(counter_id)
    here, lines = Desks(view).desk(counter_id), Lines(view)
    absent = [t for t in Tickets(view).absent(RETURN_WITHIN) if t.service_id in it.service_ids]
    current = Tickets(view).at_counter(counter_id)
    return DeskScreen(
        version=view.version,
        epoch=view.epoch,
        counter=_card(view, it, here, lines),
        current=_current(view, current, lines) if current else None,
        next=_next(view, it, here),
        waiting=[_row(view, t) for t in _first(view, it, here)],
        waiting_count=sum(map(lines.count, it.service_ids)),
        left_alone=sum(lines.count(s) for s in it.service_ids if not _others_call(view, it, s)),
        held=[_row(view, t) for t in lines.held if _concerns(it, t)],
        absent=[_row(view, t) for t in absent],
        today=_today(view, counter_id),
        transfer_to=_targets(view),
        choices=_choices(view),
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


def _others_call(view: View, counter: Counter, service_id: str) -> bool:
    is_open = Desks(view).open_counters()
    others = (it.id for it in floor_of(view).counters_for(service_id) if it.id != counter.id)
    return any(it in is_open for it in others)


def _targets(view: View) -> list[Choice]:
    floor = floor_of(view)
    return [Choice(id=s.id, name=s.name) for s in floor.services if floor.counters_for(s.id)]


def _choices(view: View) -> Choices:
    def of(kind: ReasonKind) -> list[Choice]:
        return [Choice(id=it.code, name=it.name) for it in floor_of(view).reasons_of(kind)]

    return Choices(
        pauses=of(ReasonKind.PAUSE),
        holds=of(ReasonKind.HOLD),
        by_hand=of(ReasonKind.BY_HAND),
        outcomes=of(ReasonKind.OUTCOME),
    )


def _card(view: View, it: Counter, here: Desk, lines: Lines | None = None) -> CounterCard:
    today = here.day == day_of(view)
    return CounterCard(
        id=it.id,
        number=it.number,
        name=it.name,
        is_retired=floor_of(view).is_retired(it),
        state=here.state if today else CounterState.CLOSED,
        clerk=here.clerk if today else None,
        is_seated=here.sitting(day_of(view)) is not None,
        pause_reason=floor_of(view).reason(here.reason) if today and here.reason else None,
        services=[
            CounterService(id=s.id, name=s.name, waiting=lines.count(s.id) if lines else None)
            for s in map(floor_of(view).service, it.service_ids)
        ],
    )


def _serves_out(view: View, it: Counter) -> bool:
    return Tickets(view).at_counter(it.id) is not None or any(
        Tickets(view).line(s) for s in it.service_ids
    )


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
