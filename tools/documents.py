"""Write the documents that are drawn from the code: run it after a change, the tests compare.

python tools/documents.py
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import queue_server.app  # noqa: F401  # every capability, and with it its events
from printer.document.ticket import BLOCKS, HALVES, OWN_WORDS, WORDS
from queue_server.folder import columns
from queue_server.folder.table import Column
from queue_server.kernel.codec import KINDS
from queue_server.replay import visitors
from queue_server.turns import events as e
from queue_server.turns.rules.tickets import AT_COUNTER, ENDED, State
from queue_server.turns.transitions import TRANSITIONS
from tools.shapes import shapes

FILES = columns.FILES | {"day-*.csv, for `replay`": visitors.COLUMNS}
HALL_AS_DATA = """# A hall as data

A hall is a folder: `hall.yaml` (its name, hours, notices, calling policy and slips; see the
comments in `halls/demo/hall.yaml`) and the tables below, as a spreadsheet saves them: with commas,
semicolons (Excel in Vietnam) or tabs ("Unicode text"), in UTF-8 or UTF-16. Copy `halls/demo`,
change what is yours, then

    .venv/bin/python run.py import halls/OURS --check

lists every bad row (file, line, column, what is wrong, what to do) and writes nothing. Without
`--check` it imports, all of it or nothing. The tables are drawn from the code by
`tools/documents.py`.

## Importing while people wait

The hall may be changed at any moment; whoever holds a number goes on with it. What the new data
lacks *retires*: a service gives no more numbers and its line is served out, a counter serves
whoever is there and closes, a priority group keeps its people's place. Numbers are counted by
their letter, so none is given twice on a day whatever service has the letter.

Before anything is written (and with `--check`) the import says what it changes and for how many
people. Lines marked `!` are surprising: something goes away, people who are in the hall are
touched, or the data has another hall's name. Then nothing is imported until the same is typed
again with `--replace`. The time zone cannot move while people are in the hall.

## What a text may hold

* Vietnamese in Unicode. Letters are composed when they are read, so it does not matter how they
  were typed. What an old font left (`§Êt ®ai`, `Ñaát ñai`), a letter that only looks like Đ, a
  spreadsheet's error (`#REF!`, `#N/A`), HTML, invisible characters and whatever no slip can draw
  (emoji) are refused with their cell.
* Names of 64 to 120 characters, a notice or a message of 200, an official name of 1,200; 20
  notices, 200 special days, 20,000 lines of a table, 64 kB of `hall.yaml`. Minutes of a head
  start are at most 1,440.
* In a sentence that names a counter ("quầy 1", "counter 1") there must be such a counter, and
  somebody must receive people there: it has services, or it is there to help (`huong_dan`).
* `hall.yaml` is read as it is written: times and dates need no quotes, a name without a value is
  left out, and nothing may stand there twice.
* English is shown where the page is in English and there is some; else the Vietnamese.
* A procedure without a fee at the counter is not published, so no kiosk offers it: write 0 where
  nothing is charged.
"""
SLIPS = """
## hall.yaml, `slip:`

What this hall's slips show; all of it may be left out. `logo` is a PNG beside `hall.yaml`, of 64 kB
at most: it comes out black on white, as large as it is, but at most 69 mm wide and 20 mm high.
`blocks` are the names of what stands on a slip, from top to bottom; `number` must be among them,
and `line` (a dashed line) may stand several times. Usually they are

    {blocks}

`words` are the hall's own, for each language, instead of these. A reprint is always marked as one.

| name | vi | en |
|---|---|---|
"""
BASE = {f.name for f in fields(e.Event)}


def ticket_states() -> str:
    """docs/ticket-states.md: the table of moves, drawn."""
    lines = [
        "# The states of a ticket",
        "",
        "Drawn from `TRANSITIONS` in `queue_server/turns/transitions.py` by `tools/documents.py`.",
        "A move that is not here cannot happen: the press is refused and nothing is recorded.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> waiting: TicketIssued",
        *sorted(_arrows()),
        *(f"    {state.value} --> [*]" for state in State if state in ENDED),
        "```",
        "",
        f"At a counter: {_names(AT_COUNTER)}; a counter has one such ticket at most.",
        f"Ended: {_names(ENDED)}.",
        "",
        "An undo within ten seconds puts the ticket back exactly as it was; each is an event of",
        "its own and no row is ever taken out of the journal:",
        "",
        "| from | undone to |",
        "|---|---|",
        *_undos(),
    ]
    return "\n".join(lines) + "\n"


def _arrows() -> Iterator[str]:
    for before, moves in TRANSITIONS.items():
        for kind, after in moves.items():
            if not issubclass(kind, e.TicketUndone):
                yield f"    {before.value} --> {after.value}: {kind.__name__}"


def _undos() -> Iterator[str]:
    for before, moves in TRANSITIONS.items():
        after = [state.value for kind, state in moves.items() if issubclass(kind, e.TicketUndone)]
        if after:
            yield f"| {before.value} | {', '.join(sorted(after))} |"


def _names(states: frozenset[State]) -> str:
    return ", ".join(f"`{state.value}`" for state in State if state in states)


def events() -> str:
    """docs/events.md: what the journal holds."""
    lines = [
        "# Events",
        "",
        "What the journal holds, drawn from the events of all capabilities by",
        "`tools/documents.py`. Every event has `at` (when) and `by` (a person, a device or",
        "`system`). `GET /api/v1/journal` reads them in order, each with its `seq`, the hall's",
        "version after it.",
        "",
        "| event | what happened | facts |",
        "|---|---|---|",
    ]
    for name, kind in sorted(KINDS.items()):
        facts = ", ".join(f"`{f.name}`" for f in fields(kind) if f.name not in BASE)
        lines.append(f"| {name} | {_first_words(kind)} | {facts} |")
    return "\n".join(lines) + "\n"


def _first_words(kind: type[e.Event]) -> str:
    return " ".join((kind.__doc__ or "").split())


def hall_as_data() -> str:
    """docs/hall-as-data.md: the files of a hall's folder and their columns."""
    return HALL_AS_DATA + _slips() + "".join(_table(name, it) for name, it in FILES.items())


def _slips() -> str:
    """What a hall may change on its slips."""
    usual = WORDS | HALVES
    words = [f"| {n} | {usual[n].get('vi', '')} | {usual[n].get('en', '')} |" for n in OWN_WORDS]
    blocks = textwrap.fill(", ".join(BLOCKS), 90, subsequent_indent="    ")
    return SLIPS.replace("{blocks}", blocks) + "\n".join(words) + "\n"


def _table(name: str, columns: Sequence[Column]) -> str:
    rows = [
        f"| {c.name} | {c.means}{'; may be empty' if c.optional else ''}"
        f"{'; each once' if c.unique else ''} |"
        for c in columns
    ]
    return "\n".join([f"\n## {name}", "", "| column | what it holds |", "|---|---|", *rows]) + "\n"


DOCUMENTS = {
    "docs/ticket-states.md": ticket_states,
    "docs/events.md": events,
    "docs/hall-as-data.md": hall_as_data,
    "types/shapes.d.ts": shapes,
}

if __name__ == "__main__":
    for name, write in DOCUMENTS.items():
        Path(name).write_text(write(), encoding="utf-8")
