"""Slips on paper: what may become of each, and how a printer stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TOO_OLD = timedelta(minutes=2)  # whoever waited longer for paper has gone: do not pour it out
AWAY = timedelta(seconds=25)  # an agent that has said nothing for so long is not there
STEP = timedelta(seconds=5)  # that a clock may be put right by


class SlipState(StrEnum):
    """What is known of a slip. `unknown`: it may be in somebody's hand, or may not."""

    QUEUED = "queued"
    SENDING = "sending"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"


MOVES: Mapping[SlipState, frozenset[SlipState]] = {
    SlipState.QUEUED: frozenset({SlipState.SENDING, SlipState.FAILED}),
    SlipState.SENDING: frozenset(SlipState) - {SlipState.SENDING},
    SlipState.UNKNOWN: frozenset({SlipState.CONFIRMED, SlipState.FAILED}),  # somebody looked
    SlipState.FAILED: frozenset({SlipState.CONFIRMED}),
    SlipState.CONFIRMED: frozenset(),
}
MUTE = "mute"  # the problem of a slip that went to a printer which never says anything


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipJob:
    """One slip that is to come out: of which ticket, at which device's printer.

    `copy` is 0 for the first and counts the reprints. `spool` names the memory of whoever has it:
    another spool cannot know what this one did. `problem` is a code.
    """

    ticket_id: int
    copy: int
    device: str
    state: SlipState
    language: str
    wanted_at: datetime
    spool: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a printer says it stands: `paper` is fine, low, out or unknown.

    `hindrance` is why no slip comes out now, a code such as paper_out, cover_open or unreachable;
    empty when nothing is in the way. `is_known` is false when the printer says nothing.
    """

    is_known: bool = False
    paper: str = "unknown"
    hindrance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """The printer of a device. `address` is empty when an agent beside it does the printing.

    `printed_mm` of paper were used since the roll was changed at `roll_at`.
    """

    device: str
    address: str
    stand: Stand = Stand()
    spool: str = ""
    seen_at: datetime | None = None
    printed_mm: int = 0
    roll_at: datetime | None = None


def is_new_roll(before: Stand, after: Stand) -> bool:
    """Did somebody put paper in between?"""
    return before.paper in ("out", "low") and after.paper == "fine"


def is_away(it: Printer, now: datetime) -> bool:
    """Is the agent of this printer gone? One that the server itself prints at never is."""
    return not it.address and (it.seen_at is None or abs(now - it.seen_at) > AWAY)


def is_waited_for(job: SlipJob, now: datetime) -> bool:
    """Does somebody still wait for a slip? After a clock went back: better none than late."""
    return -STEP <= now - job.wanted_at <= TOO_OLD
