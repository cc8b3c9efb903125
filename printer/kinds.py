"""The kinds of slips: what each is, and how it is laid out. A new one is a file and a row."""

from collections.abc import Callable, Mapping
from typing import Any

from printer import day_report, ticket
from printer.day_report import DayReport
from printer.layout import Block
from printer.slip import Slip

AnySlip = Slip | DayReport
LAYOUTS: Mapping[type, Callable[[Any], tuple[Block, ...]]] = {
    Slip: ticket.layout,
    DayReport: day_report.layout,
}
NAMES: Mapping[str, type] = {"ticket": Slip, "report": DayReport}  # as JSON calls them


def layout(slip: AnySlip) -> tuple[Block, ...]:
    """The blocks of a slip of any kind, in order."""
    return LAYOUTS[type(slip)](slip)
