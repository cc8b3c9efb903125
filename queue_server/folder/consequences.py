"""When the hall's data is replaced: what people hold goes on, and what will change for whom."""

from collections import Counter as Tally
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypeVar

from queue_server.hall.rules.floor import Floor, Retired
from queue_server.hall.rules.floor_data import Counter, Service
from queue_server.turns.rules.numbering import letter
from queue_server.turns.rules.tickets import AT_COUNTER, State, Ticket

T = TypeVar("T")
ID, CODE = attrgetter("id"), attrgetter("code")


class Change(StrEnum):
    """A kind of change that somebody in the hall notices."""

    HALL_RENAMED = "hall_renamed"
    ZONE_MOVED = "zone_moved"
    HOURS = "hours"
    CLOSED_NOW = "closed_now"
    POLICY = "policy"
    SERVICE_ADDED = "service_added"
    SERVICE_GONE = "service_gone"
    LETTER_MOVED = "letter_moved"
    NOBODY_CALLS = "nobody_calls"
    COUNTER_ADDED = "counter_added"
    COUNTER_GONE = "counter_gone"
    COUNTER_GONE_BUSY = "counter_gone_busy"
    COUNTER_RENUMBERED = "counter_renumbered"
    SEAT_GONE = "seat_gone"
    GROUP_GONE = "group_gone"
    PROCEDURES = "procedures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """One thing that a new floor changes, with the facts of its sentence.

    A surprising one touches people who are in the hall now, or looks like another hall's data: it
    is done only when somebody has said that it is meant.
    """

    change: Change
    facts: Mapping[str, Any]
    is_surprising: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The hall at this moment: who has not left, which counters are open, who is bound to one.

    `seats` are staff and devices by name with the counter they are bound to.
    """

    now: datetime
    tickets: Sequence[Ticket]
    open_counters: Collection[str]
    seats: Mapping[str, str]

    def waiting(self, service_id: str) -> int:
        """How many wait for a service or stepped away from it."""
        waits = (State.WAITING, State.HELD)
        return sum(t.service_id == service_id and t.state in waits for t in self.tickets)

    def at_counter(self, counter_id: str) -> str | None:
        """The number at a counter."""
        there = (t for t in self.tickets if t.state in AT_COUNTER and t.counter_id == counter_id)
        return next((t.number for t in there), None)


def carried_over(before: Floor, after: Floor, in_use: Collection[str]) -> Floor:
    """`after` as it will be kept: what `before` has and it has not is retired, not forgotten.

    Counters go on to call the services of `in_use` (those with tickets today) that they called
    before and that are gone now, after their own; a retired counter calls nothing else.
    """
    services = _gone(ID, before.services, before.retired.services, after.services)
    going = {s.id for s in services} & set(in_use)
    known = {c.id: c for c in (*before.retired.counters, *before.counters)}
    counters = _gone(ID, before.counters, before.retired.counters, after.counters)
    return replace(
        after,
        counters=tuple(_serving_out(c, known.get(c.id), going) for c in after.counters),
        retired=Retired(
            services=services,
            counters=tuple(_serving_out(replace(c, service_ids=()), c, going) for c in counters),
            procedures=_gone(CODE, before.procedures, before.retired.procedures, after.procedures),
            priority_groups=_gone(
                CODE,
                before.priority_groups,
                before.retired.priority_groups,
                after.priority_groups,
            ),
        ),
    )


def consequences(before: Floor, after: Floor, present: Present) -> list[Consequence]:
    """What replacing `before` by `after` changes, the surprising first."""
    found = [
        *_of_the_hall(before, after, present),
        *_of_services(before, after, present),
        *_of_counters(before, after, present),
        *_of_groups(before, after, present),
        *_of_procedures(before, after),
    ]
    return sorted(found, key=lambda it: not it.is_surprising)


def _of_the_hall(before: Floor, after: Floor, present: Present) -> Iterator[Consequence]:
    old, new, people = before.hall, after.hall, len(present.tickets)
    if old.name != new.name:
        names = {"before": old.name, "after": new.name}
        yield Consequence(change=Change.HALL_RENAMED, facts=names, is_surprising=True)
    if old.timezone != new.timezone:
        facts = {"before": old.timezone, "after": new.timezone}
        yield Consequence(change=Change.ZONE_MOVED, facts=facts, is_surprising=True)
    if before.hours != after.hours:
        yield Consequence(change=Change.HOURS, facts={})
    if before.hours.is_open(present.now) and not after.hours.is_open(present.now):
        closed = {"people": people}
        yield Consequence(change=Change.CLOSED_NOW, facts=closed, is_surprising=people > 0)
    if before.policy != after.policy:
        yield Consequence(change=Change.POLICY, facts={"people": people})


def _of_services(before: Floor, after: Floor, present: Present) -> Iterator[Consequence]:
    old, new = _by_id(before.services), _by_id(after.services)
    given = Tally(letter(t.number) for t in present.tickets)
    for it in new.values():
        if it.id not in old:
            yield Consequence(change=Change.SERVICE_ADDED, facts={"service": it.id})
        elif old[it.id].prefix != it.prefix:
            facts = {"service": it.id, "before": old[it.id].prefix, "after": it.prefix}
            held = given[it.prefix] + given[old[it.id].prefix]
            yield Consequence(
                change=Change.LETTER_MOVED,
                facts=facts | {"people": held},
                is_surprising=held > 0,
            )
        if (people := present.waiting(it.id)) and _loses_its_counters(it, before, after, present):
            facts = {"service": it.id, "people": people}
            yield Consequence(change=Change.NOBODY_CALLS, facts=facts, is_surprising=True)
    for it in old.values():
        if it.id not in new:
            facts = {"service": it.id, "people": present.waiting(it.id)}
            yield Consequence(change=Change.SERVICE_GONE, facts=facts, is_surprising=True)


def _loses_its_counters(it: Service, before: Floor, after: Floor, present: Present) -> bool:
    def is_called(floor: Floor) -> bool:
        return any(c.id in present.open_counters for c in floor.counters_for(it.id))

    return is_called(before) and not is_called(after)


def _of_counters(before: Floor, after: Floor, present: Present) -> Iterator[Consequence]:
    old, new = _by_id(before.counters), _by_id(after.counters)
    for it in new.values():
        number = present.at_counter(it.id)
        if it.id not in old:
            yield Consequence(change=Change.COUNTER_ADDED, facts={"counter": it.id})
        elif old[it.id].number != it.number:
            facts = {"counter": it.id, "before": old[it.id].number, "after": it.number}
            yield Consequence(
                change=Change.COUNTER_RENUMBERED,
                facts=facts,
                is_surprising=number is not None,
            )
    for it in old.values():
        if it.id in new:
            continue
        number = present.at_counter(it.id)
        change = Change.COUNTER_GONE_BUSY if number else Change.COUNTER_GONE
        facts = {"counter": it.id, "number": number}
        yield Consequence(change=change, facts=facts, is_surprising=True)
        for name, counter_id in present.seats.items():
            if counter_id == it.id:
                facts = {"name": name, "counter": it.id}
                yield Consequence(change=Change.SEAT_GONE, facts=facts)


def _of_groups(before: Floor, after: Floor, present: Present) -> Iterator[Consequence]:
    known = {group.code for group in after.priority_groups}
    people = Tally(t.priority_group for t in present.tickets)
    for group in before.priority_groups:
        if group.code not in known:
            held = people[group.code]
            facts = {"group": group.code, "people": held}
            yield Consequence(change=Change.GROUP_GONE, facts=facts, is_surprising=held > 0)


def _of_procedures(before: Floor, after: Floor) -> Iterator[Consequence]:
    old, new = ({p.code: p for p in floor.procedures} for floor in (before, after))
    facts = {
        "new": len(new.keys() - old.keys()),
        "gone": len(old.keys() - new.keys()),
        "changed": sum(new[code] != old[code] for code in new.keys() & old.keys()),
    }
    if any(facts.values()):
        yield Consequence(change=Change.PROCEDURES, facts=facts)


def _serving_out(it: Counter, before: Counter | None, going: Collection[str]) -> Counter:
    also = tuple(s for s in before.service_ids if s in going) if before else ()
    return replace(it, service_ids=it.service_ids + also)


def _gone(
    key: Callable[[T], str], before: Iterable[T], retired: Iterable[T], after: Iterable[T]
) -> tuple[T, ...]:
    """The rows there were, the newest of each key, that are not there any more."""
    there = {key(row) for row in after}
    rows = {key(row): row for row in (*retired, *before)}
    return tuple(row for name, row in rows.items() if name not in there)


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows}
