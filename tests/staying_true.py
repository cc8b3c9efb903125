"""What stays true in a hall, whatever people press and in whatever order."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from hall_clock import HALL

from queue_server.desks.tables import DeskImage
from queue_server.estimates.queries import Lines
from queue_server.estimates.rules.ranges import Line
from queue_server.hall.rules.floor import Floor
from queue_server.hall.tables import FloorImage, floor_of
from queue_server.kernel.door import Hall
from queue_server.kernel.interface import Recorded, Row
from queue_server.kernel.live import row_of
from queue_server.kernel.loading import load
from queue_server.kernel.view import View
from queue_server.turns.events import TicketCalled, TicketEvent, TicketIssued, TicketRated
from queue_server.turns.rules.calling import REGULAR, chosen_id
from queue_server.turns.rules.tickets import AT_COUNTER, State, Ticket
from queue_server.turns.tables import TicketImage, Tickets
from queue_server.turns.transitions import rebuilt

HELD = {
    FloorImage: ["floor"],
    DeskImage: ["desks", "occupants"],
    TicketImage: ["tickets", "not_in_line"],
}
MOST = 10_000  # tickets or events of one hall that a machine made


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A hall at one moment: its floor, its tickets of every day, and its whole journal."""

    floor: Floor
    tickets: list[Ticket]
    journal: list[Recorded]
    rows: Sequence[Row]

    def events(self, kind: type) -> list:
        return [r.event for r in self.journal if isinstance(r.event, kind)]


def stays_true(hall: Hall) -> Seen:
    """Look at a hall and hold everything against it that must be so at every moment."""
    hall.ask(_memory_is_as_the_tables)
    hall.ask(_what_was_worked_out_still_holds)
    seen = hall.ask(_look)
    for rule in ALWAYS:
        rule(seen)
    return seen


def _memory_is_as_the_tables(view: View) -> None:
    """What is read anew is what was kept true press by press."""
    kept, read = view._image, load(view._db, view.hall_id, view._image.head, None)
    for kind, names in HELD.items():
        for name in names:
            assert getattr(kept.part(kind), name) == getattr(read.part(kind), name), name
    here, there = kept.part(TicketImage), read.part(TicketImage)
    days = {ticket.day for ticket in here.tickets.values()}
    assert all(here.lines(day) == there.lines(day) for day in days)
    assert dict(row_of(view._db, view.hall_id)) == kept.head._asdict()


def _what_was_worked_out_still_holds(view: View) -> None:
    kept = _lines(view)
    view.memo.clear()
    assert kept == _lines(view)


def _lines(view: View) -> list[tuple[Line, list[int | None]]]:
    lines = Lines(view)
    services = [service.id for service in lines.services()]
    return [(lines.line(s), [ahead for _, ahead in lines.people(s)]) for s in services]


def _look(view: View) -> Seen:
    tickets, journal = Tickets(view).page(0, MOST), view.events_since(0, MOST)
    rows = view.journal_page(0, 0, MOST)
    return Seen(floor=floor_of(view), tickets=tickets, journal=journal, rows=rows)


def numbers_are_unique_and_have_no_gaps(seen: Seen) -> None:
    series = defaultdict(list)
    for who in seen.tickets:
        series[who.day, who.series].append(who.number)
    for (_day, letter), numbers in series.items():
        assert numbers == [f"{letter}{n:03}" for n in range(1, len(numbers) + 1)]


def order_keys_never_go_backwards(seen: Seen) -> None:
    groups = {e.priority_group for e in seen.events(TicketIssued)} - {None}
    bonus = {g: seen.floor.policy.bonus(seen.floor.priority(g).bonus_min) for g in groups}
    arrivals = defaultdict(list)  # by day: a clock that visited another leaves nothing behind there
    for e in seen.events(TicketIssued):
        head_start = bonus[e.priority_group] if e.priority_group else timedelta(0)
        arrivals[e.day].append(e.key_at + head_start)
    assert all(those == sorted(those) for those in arrivals.values())


def the_day_is_the_one_of_the_issue(seen: Seen) -> None:
    assert all(who.day == who.issued_at.astimezone(HALL).date() for who in seen.tickets)


def a_counter_has_one_person_at_most(seen: Seen) -> None:
    there = Counter(who.counter_id for who in seen.tickets if who.state in AT_COUNTER)
    assert all(count == 1 for count in there.values())


def everybody_with_a_number_is_somewhere(seen: Seen) -> None:
    """issued = waiting + held + at a counter + ended, per letter and day."""
    issued = Counter((e.day, e.series) for e in seen.events(TicketIssued))
    places = Counter((who.day, who.series, who.state) for who in seen.tickets)
    for (day, letter), count in issued.items():
        assert count == sum(places[day, letter, state] for state in State)


def the_journal_alone_rebuilds_every_ticket(seen: Seen) -> None:
    histories = defaultdict(list)
    for event in seen.events(TicketEvent):
        histories[event.ticket_id].append(event)
    assert [rebuilt(histories[who.id]) for who in seen.tickets] == seen.tickets


def versions_have_no_gaps(seen: Seen) -> None:
    seqs = [r.seq for r in seen.journal]
    assert seqs == list(range(1, len(seqs) + 1))


def each_row_of_the_journal_is_chained_to_the_one_before(seen: Seen) -> None:
    before = ""
    for row in seen.rows:
        text = "\n".join((before, str(row["epoch"]), str(row["seq"]), row["kind"], row["body"]))
        before = hashlib.sha256(text.encode()).hexdigest()
        assert row["chain"] == before


def every_call_keeps_its_reason(seen: Seen) -> None:
    for call in seen.events(TicketCalled):
        why = call.why
        assert chosen_id(why) == call.ticket_id
        if why.by_hand is not None:
            continue
        [chosen] = [head for head in why.heads if head.ticket_id == call.ticket_id]
        if chosen.category != REGULAR and any(head.category == REGULAR for head in why.heads):
            assert why.run < why.ratio


def a_visit_is_rated_once_and_after_the_service(seen: Seen) -> None:
    rated = Counter(e.ticket_id for e in seen.events(TicketRated))
    assert all(count == 1 for count in rated.values())
    assert {who.id for who in seen.tickets if who.rating} == set(rated)
    assert all(who.state is State.SERVED for who in seen.tickets if who.rating)


def numbers_go_up_in_the_order_of_issue(seen: Seen) -> None:
    ids = [e.ticket_id for e in seen.events(TicketIssued)]
    assert all(one < other for one, other in pairwise(ids))


ALWAYS = (
    numbers_are_unique_and_have_no_gaps,
    order_keys_never_go_backwards,
    the_day_is_the_one_of_the_issue,
    a_counter_has_one_person_at_most,
    everybody_with_a_number_is_somewhere,
    the_journal_alone_rebuilds_every_ticket,
    versions_have_no_gaps,
    each_row_of_the_journal_is_chained_to_the_one_before,
    every_call_keeps_its_reason,
    a_visit_is_rated_once_and_after_the_service,
    numbers_go_up_in_the_order_of_issue,
)
