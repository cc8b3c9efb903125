"""Is the memory whole? The journal's chain is followed and every ticket rebuilt from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from queue_server.domain.events import Event
from queue_server.domain.tickets import Ticket
from queue_server.store import codec, rows
from queue_server.store.interface import Row
from queue_server.store.rebuilding import Impossible, Rebuilt
from queue_server.store.view import View

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


def verify(view: View) -> VerifyReport:
    """Find every edited, removed, inserted or reordered row of a hall's journal.

    Then every ticket, rebuilt from its events alone, is compared with the tables: the moves must be
    legal, a counter has one person at most, no number is given twice on a day, and numbers have no
    gap that is not journalled.
    """
    found, rebuilt = VerifyReport(), Rebuilt()
    for row, event in _followed(view, found):
        found.events += 1
        try:
            rebuilt.apply(event)
        except Impossible as error:
            found.say(f"{_place(row)} cannot have happened: {error}")
    _compare(view, rebuilt.tickets, found)
    _compare_series(view, rebuilt.series, found)
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


def _compare(view: View, rebuilt: dict[int, Ticket], found: VerifyReport) -> None:
    """The tables against what the journal tells."""
    last = 0
    while page := view.tickets_page(last, PAGE):
        for kept in page:
            found.tickets += 1
            if rebuilt.pop(kept.id, None) != kept:
                found.say(f"ticket {kept.id} ({kept.number}) is not as its events say")
        last = page[-1].id
    for missing in rebuilt.values():
        found.say(f"ticket {missing.id} ({missing.number}) is in the journal and not in the tables")


def _compare_series(view: View, counted: dict[tuple[str, str], int], found: VerifyReport) -> None:
    """The counters that numbers are taken from against the numbers that were given."""
    place, kept = ("", ""), {}
    while page := view.series_page(*place, PAGE):
        kept.update({(row["day"], row["series"]): row["last"] for row in page})
        place = page[-1]["day"], page[-1]["series"]
    for day, series in sorted(kept.keys() | counted.keys()):
        last, given = kept.get((day, series), 0), counted.get((day, series), 0)
        if last != given:
            found.say(f"series {series} of {day} is counted to {last}, the journal gave {given}")


def _place(row: Row) -> str:
    return f"version {row['seq']} of epoch {row['epoch']} ({row['kind']})"
