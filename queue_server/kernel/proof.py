"""Is the memory whole? The journal's chain is followed, and what each capability made of it is
held against its tables.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from queue_server.kernel import codec, rows
from queue_server.kernel.events import Event, Impossible
from queue_server.kernel.interface import Row
from queue_server.kernel.view import View

PAGE = 5000  # rows read at a time
MOST_PROBLEMS = 50


@dataclass(slots=True, kw_only=True)
class VerifyReport:
    """What a check found: how much it read, and sentences on what is wrong (none: it is whole)."""

    events: int = 0
    tickets: int = 0
    problems: list[str] = field(default_factory=list)

    def say(self, problem: str) -> None:
        """Note one more problem, up to a bound: a broken file has as many as it has rows."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


class Examiner(Protocol):
    """One capability's look at a journal, event by event."""

    def apply(self, event: Event) -> None:
        """Let one more event happen. Raises Impossible; it has happened in so far as it could."""

    def compare(self, view: View, report: VerifyReport) -> None:
        """Hold what the journal tells against the tables."""


E = TypeVar("E", bound=Callable[[], Examiner])
_examiners: list[Callable[[], Examiner]] = []


def examined(examiner: E) -> E:
    """Let every check of a hall have an examiner of this kind."""
    _examiners.append(examiner)
    return examiner


def verify(view: View) -> VerifyReport:
    """Find every edited, removed, inserted or reordered row of a hall's journal.

    Then what its events say is compared with the tables, see Examiner. Raises RuntimeError where
    nobody would compare anything: a program that imported no capability.
    """
    if not _examiners:
        raise RuntimeError("no capability is imported: nothing would be compared with the journal")
    found, examiners = VerifyReport(), [examiner() for examiner in _examiners]
    for row, event in _followed(view, found):
        found.events += 1
        for examiner in examiners:
            try:
                examiner.apply(event)
            except Impossible as error:
                found.say(f"{_place(row)} cannot have happened: {error}")
    for examiner in examiners:
        examiner.compare(view, found)
    return found


def _followed(view: View, found: VerifyReport) -> Iterator[tuple[Row, Event]]:
    """The journal in order, each row held against the one before."""
    epoch, seq, chain = 1, 0, ""
    for row in _journal(view):
        if (row["epoch"], row["seq"]) not in ((epoch, seq + 1), (epoch + 1, 1)):
            found.say(f"{_place(row)} comes after version {seq} of epoch {epoch}: rows are missing")
        linked = codec.link(
            chain, epoch=row["epoch"], seq=row["seq"], kind=row["kind"], body=row["body"]
        )
        if linked != row["chain"]:
            found.say(f"{_place(row)} does not follow from the row before it: one was edited")
        epoch, seq, chain = row["epoch"], row["seq"], row["chain"]
        if event := _event(row, found):
            yield row, event
    if (epoch, seq, chain) != (view.epoch, view.version, view.chain) and seq:
        found.say(
            f"the hall is at version {view.version}, its journal ends at {seq}: rows are gone"
        )


def _event(row: Row, found: VerifyReport) -> Event | None:
    try:
        event = codec.decode(row["kind"], row["body"])
    except (KeyError, ValueError) as error:
        found.say(f"{_place(row)} cannot be read: {error!r}")
        return None
    if rows.ms(event.at) != row["at"] or getattr(event, "ticket_id", None) != row["ticket_id"]:
        found.say(f"{_place(row)} has columns that differ from its body: one was edited")
    return event


def _journal(view: View) -> Iterator[Row]:
    epoch, seq = 0, 0
    while page := view.journal_page(epoch, seq, PAGE):
        yield from page
        epoch, seq = page[-1]["epoch"], page[-1]["seq"]


def _place(row: Row) -> str:
    return f"version {row['seq']} of epoch {row['epoch']} ({row['kind']})"
