"""The kinds of slips: what each is, and how it is laid out. A new one is a file and a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from printer.document import day_report, self_test, ticket
from printer.document.blocks import Block
from printer.document.day_report import DayReport
from printer.document.self_test import SelfTest
from printer.document.slip import Slip

AnySlip = Slip | DayReport | SelfTest


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A dataclass that says what is on such a slip, and the function that makes blocks of it."""

    of: type
    layout: Callable[[Any], tuple[Block, ...]]


KINDS: Mapping[str, Kind] = {  # by the name that JSON calls them
    "ticket": Kind(of=Slip, layout=ticket.layout),
    "report": Kind(of=DayReport, layout=day_report.layout),
    "test": Kind(of=SelfTest, layout=self_test.layout),
}
NAMES: Mapping[type, str] = {kind.of: name for name, kind in KINDS.items()}


def layout(slip: AnySlip) -> tuple[Block, ...]:
    """The blocks of a slip of any kind, in order."""
    return KINDS[NAMES[type(slip)]].layout(slip)
