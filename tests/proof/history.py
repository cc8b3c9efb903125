"""What several people pressed and were answered, held against what must be so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

OK = 400  # HTTP statuses below say yes


class Pressed(NamedTuple):
    """One press as the one who pressed saw it; moments are of one clock for all, in nanoseconds."""

    key: str
    what: str  # issue, call, finish ...
    began: int
    ended: int
    status: int
    ticket: int = 0
    number: str = ""
    service: str = ""
    counter: str = ""
    text: str = ""


class Held(NamedTuple):
    """What the memory holds of a ticket in the end."""

    number: str
    series: str
    called_to: tuple[str, ...]  # the counters, once for each call


def check(presses: Sequence[Pressed], held: Mapping[int, Held]) -> list[str]:
    """All that cannot be, in words; nothing, it should be. Near linear in the presses."""
    done = [p for p in presses if p.status < OK]
    return [
        *_answered_otherwise(done),
        *_issues([p for p in done if p.what == "issue"], held),
        *_gaps(held),
        *_calls([p for p in done if p.what == "call"], held),
    ]


def _answered_otherwise(done: Sequence[Pressed]) -> Iterator[str]:
    """The same key has the same answer."""
    answers: dict[str, str] = {}
    for press in done:
        if answers.setdefault(press.key, press.text) != press.text:
            yield f"{press.key} was answered in two ways"


def _issues(issues: Sequence[Pressed], held: Mapping[int, Held]) -> Iterator[str]:
    """What was given is held, belongs to one press, and came in the order of the presses."""
    given: dict[int, str] = {}
    for press in issues:
        if given.setdefault(press.ticket, press.key) != press.key:
            yield f"ticket {press.ticket} was given twice"
        if press.ticket not in held or held[press.ticket].number != press.number:
            yield f"{press.number} was given and is not held"
    for service in {press.service for press in issues}:
        yield from _out_of_order([p for p in issues if p.service == service])


def _out_of_order(issues: Sequence[Pressed]) -> Iterator[str]:
    """Who pressed after another was answered has a later number."""
    first = {}
    for press in sorted(issues, key=lambda p: p.ended):
        first.setdefault(press.key, press)  # repeated later, it is still the first one's
    moments = [(p.ended, 1, p) for p in first.values()]
    moments += [(p.began, 0, p) for p in first.values()]
    newest = 0
    for _, is_end, press in sorted(moments, key=lambda m: m[:2]):
        count = int(press.number[1:])
        if is_end:
            newest = max(newest, count)
        elif count < newest:
            yield f"{press.number} was asked for after number {newest} was given"


def _gaps(held: Mapping[int, Held]) -> Iterator[str]:
    """Numbers of a service are unique and have no gaps."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for ticket in held.values():
        numbers[ticket.series].append(int(ticket.number[1:]))
    for series, found in numbers.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            yield f"the numbers of {series} have a gap or one is there twice"


def _calls(calls: Sequence[Pressed], held: Mapping[int, Held]) -> Iterator[str]:
    """Each call that was answered is one call that is held, to that counter."""
    answered: dict[int, dict[str, str]] = defaultdict(dict)
    for press in calls:
        answered[press.ticket][press.key] = press.counter
    for ticket, by_key in answered.items():
        left = list(held[ticket].called_to) if ticket in held else []
        for counter in by_key.values():
            if counter not in left:
                yield f"ticket {ticket} was called to {counter} once more than is held"
            else:
                left.remove(counter)
