"""How the hall stands, in figures: for a program that watches it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from queue_server.hall.tables import floor_of
from queue_server.kernel.view import View
from queue_server.paper.queries import AGENT_AWAY, hindrance_of
from queue_server.paper.rules import Printer
from queue_server.paper.tables import Paper
from queue_server.turns.tables import Tickets

PRINTER_STATES = ("ready", "paper_low", "paper_out", "agent_away", "unknown", "fault")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The hall's version, who waits by service, and how many printers are in which state."""

    version: int
    waiting: Mapping[str, int]
    printers: Mapping[str, int]


def figures(view: View) -> Figures:
    """Counted by the database: nobody's line is read, however long it is."""
    states = Counter(_state(view, printer) for printer in Paper(view).printers())
    offered = {service.id: 0 for service in floor_of(view).services}
    return Figures(
        version=view.version,
        waiting=offered | Tickets(view).counts(),
        printers={state: states[state] for state in PRINTER_STATES},
    )


def _state(view: View, printer: Printer) -> str:
    hindrance = hindrance_of(view, printer)
    if hindrance:
        return hindrance if hindrance in ("paper_out", AGENT_AWAY) else "fault"
    if not printer.stand.is_known:
        return "unknown"
    return "paper_low" if printer.stand.paper == "low" else "ready"
