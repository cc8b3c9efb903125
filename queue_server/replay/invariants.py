"""The invariants of a hall, checked from outside: over the API and the journal alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from queue_server.hall.rules.policy import Policy
from queue_server.kernel.refusals import Refusal
from queue_server.replay.day import Played
from queue_server.replay.hall_client import HallClient
from queue_server.replay.journal import Broken, Journal
from queue_server.turns import transitions
from queue_server.turns.events import TicketCalled, TicketEvent, TicketIssued, TicketRated
from queue_server.turns.rules import calling, numbering
from queue_server.turns.rules.tickets import AT_COUNTER, State, Ticket


def check(door: HallClient, played: Played) -> Journal:
    """Check invariants 1, 2, 5, 6, 7 and 11. Raises Broken; returns the journal for the table."""
    journal = Journal.of(door)
    check_journal(journal, played.served_by)
    _acknowledged(journal, played.acknowledged)
    _sums(journal, door)
    _ratings(journal, door, played.acknowledged)
    return journal


def check_journal(journal: Journal, served_by: Mapping[str, tuple[str, ...]]) -> None:
    """Check what the journal alone shows: 1, 5, 7 and 11. Fills its tickets. Raises Broken.

    `served_by` are the services of each counter, in order.
    """
    _legal_moves(journal, served_by)
    _numbers(journal)
    _rated_once(journal)


def _legal_moves(journal: Journal, served_by: Mapping[str, tuple[str, ...]]) -> None:
    """5: only legal moves, one person at a counter. 7: every call is explained and due."""
    for event in journal.events:
        if isinstance(event, TicketCalled):
            _explained(event, journal, served_by)
        if isinstance(event, TicketEvent):
            _apply(event, journal)


def _apply(event: TicketEvent, journal: Journal) -> None:
    if isinstance(event, TicketIssued):
        journal.issued.append(event)
        journal.tickets[event.ticket_id] = transitions.issue(event)
        return
    try:
        after = transitions.apply(journal.tickets[event.ticket_id], event)
    except (Refusal, KeyError) as error:
        raise Broken(f"5: an illegal move is in the journal: {event}: {error}") from error
    if after.state in AT_COUNTER:
        others = [t for t in journal.tickets.values() if t.id != after.id]
        if any(t.state in AT_COUNTER and t.counter_id == after.counter_id for t in others):
            raise Broken(f"5: counter {after.counter_id} has two people: {after.number}")
    journal.tickets[after.id] = after


def _explained(
    event: TicketCalled, journal: Journal, served_by: Mapping[str, tuple[str, ...]]
) -> None:
    why, services = event.why, served_by[event.counter_id]
    waiting = [
        t for t in journal.tickets.values() if t.state is State.WAITING and t.service_id in services
    ]
    if calling.chosen_id(why) != event.ticket_id:
        raise Broken(f"7: a call does not follow from its reason: {event}")
    # A hall may empty a counter's first service before the next: then its heads are of one.
    first = next((s for s in services if any(t.service_id == s for t in waiting)), None)
    heads = (_heads(waiting), _heads([t for t in waiting if t.service_id == first]))
    if {head.ticket_id for head in why.heads} not in heads:
        raise Broken(f"7: a reason names others than those who were first in line: {event}")


def _heads(waiting: Sequence[Ticket]) -> set[int]:
    """Who is first of each category."""
    why = calling.due(waiting, 0, Policy())
    return {head.ticket_id for head in why.heads} if why else set()


def _numbers(journal: Journal) -> None:
    """1: numbers are unique per letter and day, increase and have no gaps."""
    series: dict[tuple[Any, str], list[int]] = defaultdict(list)
    for event in journal.issued:
        series[event.day, numbering.letter(event.number)].append(numbering.count(event.number))
    for (day, letter), numbers in series.items():
        if numbers != list(range(1, len(numbers) + 1)):
            raise Broken(f"1: the numbers with {letter} on {day} are {numbers}")


def _rated_once(journal: Journal) -> None:
    """11: one rating per visit."""
    ratings = Counter(e.ticket_id for e in journal.events if isinstance(e, TicketRated))
    if twice := [ticket for ticket, count in ratings.items() if count > 1]:
        raise Broken(f"11: rated more than once: {twice}")


def _acknowledged(journal: Journal, acknowledged: Mapping[int, tuple[str, str]]) -> None:
    """2: what was acknowledged is there."""
    for ticket_id, (number, _key) in acknowledged.items():
        if ticket_id not in journal.tickets or journal.tickets[ticket_id].number != number:
            raise Broken(f"2: {number} was given and is not in the journal")


def _sums(journal: Journal, door: HallClient) -> None:
    """6: issued = waiting + held + at a counter + ended, and the API says the same."""
    for service, queue in door.get("/api/v1/board").body["queues"].items():
        waiting = {
            t.number
            for t in journal.tickets.values()
            if t.state is State.WAITING and t.service_id == service
        }
        if set(queue["order"]) != waiting or queue["waiting"] != len(waiting):
            raise Broken(f"6: {service} has {sorted(waiting)} waiting, the board {queue}")
    for ticket in journal.tickets.values():
        said = door.get(f"/api/v1/tickets/{ticket.id}").body
        if said["state"] != ticket.state or said["number"] != ticket.number:
            raise Broken(f"6: {ticket.number} is {ticket.state}, the API says {said['state']}")


def _ratings(
    journal: Journal, door: HallClient, acknowledged: Mapping[int, tuple[str, str]]
) -> None:
    """11: a rating is taken only after the service, only once and only with the key."""
    for ticket, key in _one_of_each(journal, acknowledged):
        wrong = key[:-1] + ("A" if key[-1] != "A" else "B")
        if (got := door.press(f"/t/{wrong}/rating", {"value": 5}).status) != 404:
            raise Broken(f"11: a wrong key was answered {got}")
        may = ticket.state is State.SERVED and ticket.rating is None
        if not may and (got := door.press(f"/t/{key}/rating", {"value": 1}).status) != 409:
            raise Broken(f"11: {ticket.number} was rated out of turn: {got}")


def _one_of_each(
    journal: Journal, acknowledged: Mapping[int, tuple[str, str]]
) -> Iterator[tuple[Ticket, str]]:
    """A ticket with its key for each state, rated and not."""
    seen = set()
    for ticket_id, (_number, key) in acknowledged.items():
        ticket = journal.tickets[ticket_id]
        kind = ticket.state, ticket.rating is None
        if kind not in seen:
            seen.add(kind)
            yield ticket, key
