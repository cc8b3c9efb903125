"""One slip at an agent: how far it has come."""

from enum import StrEnum

import msgspec

from printer.document.as_json import slip_from_json
from printer.document.kinds import AnySlip


class Stage(StrEnum):
    """How far a slip has come at this agent."""

    TAKEN = "taken"  # written down, and not yet taken over from the server
    MINE = "mine"  # taken over: it is printed here or nowhere
    SENDING = "sending"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    GONE = "gone"  # the server knows what came of it


ENDED = frozenset({Stage.CONFIRMED, Stage.FAILED, Stage.UNKNOWN})


STEP_S = 5.0  # that a clock may be put right by


class SpoolEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One slip. `until` is when nobody waits for it any more, in seconds since 1970 here."""

    ticket_id: int
    copy: int
    stage: Stage
    until: float
    taken_at: float
    paper: msgspec.Raw  # the slip, as `slip_json` writes it
    problem: str = ""
    used_mm: int = 0

    @property
    def name(self) -> tuple[int, int]:
        """Ticket and copy: no two slips have both."""
        return self.ticket_id, self.copy

    @property
    def slip(self) -> AnySlip:
        """What it says. Raises BadSlip."""
        return slip_from_json(bytes(self.paper))

    def is_too_old(self, now: float) -> bool:
        """Does nobody wait for it any more? After a clock went back: better none than late."""
        return not self.taken_at - STEP_S <= now <= self.until
