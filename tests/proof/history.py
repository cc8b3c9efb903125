"""What several people pressed and were answered, held against the journal and their clocks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

OK = 400  # HTTP statuses below say yes


class Pressed(NamedTuple):
    """One press as the one who pressed saw it; moments are of one clock for all, in nanoseconds."""

    by: str
    key: str
    what: str  # issue, call, finish ...
    began: int
    ended: int
    status: int
    tries: int = 1
    ticket: int = 0
    number: str = ""
    service: str = ""
    counter: str = ""
    text: str = ""


class Happened(NamedTuple):
    """One event of the journal, in the words of the press that made it."""

    place: int  # in the journal, from 1
    by: str
    what: str
    ticket: int = 0
    number: str = ""
    service: str = ""
    counter: str = ""
    key_at: int = 0  # who has the smallest is earliest in line
    privileged: bool = False


class Span(NamedTuple):
    """From the first that was sent under a key to the first answer: in between it happened."""

    began: int
    ended: int
    press: Pressed


def acknowledged(presses: Iterable[Pressed]) -> list[Span]:
    """Each key that was said yes to, once, in the order of the answers."""
    spans: dict[str, Span] = {}
    for press in sorted(presses, key=lambda p: p.ended):
        if press.status < OK:
            first = spans.get(press.key, Span(press.began, press.ended, press))
            # Of two sent at once the one answered later may be the one that did it.
            spans[press.key] = first._replace(began=min(first.began, press.began))
    return list(spans.values())


def answered_otherwise(presses: Iterable[Pressed]) -> Iterator[str]:
    """The same key has the same answer, however often it is sent."""
    answers: dict[str, str] = {}
    for press in presses:
        if press.status < OK and answers.setdefault(press.key, press.text) != press.text:
            yield f"{press.key} was answered in two ways"


def numbers_given(presses: Iterable[Pressed]) -> Iterator[str]:
    """One number for one press, without gaps, and later for whoever pressed later."""
    issued = [span for span in acknowledged(presses) if span.press.what == "issue"]
    series: dict[str, dict[int, Span]] = defaultdict(dict)
    for span in issued:
        count = int(span.press.number[1:])
        if series[span.press.service].setdefault(count, span) is not span:
            yield f"{span.press.number} was given twice"
    for service, given in series.items():
        if sorted(given) != list(range(1, len(given) + 1)):
            yield f"the numbers of {service} have a gap"
        for late, early in against_the_clock([given[count] for count in sorted(given)]):
            yield f"{late.press.number} was given before {early.press.number} was asked for"


def against_the_clock(spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Who comes later in the sequence and was answered before one that comes earlier was sent."""
    newest = None
    for span in spans:
        if newest is not None and span.ended < newest.began:
            yield span, newest
        if newest is None or span.began > newest.began:
            newest = span
