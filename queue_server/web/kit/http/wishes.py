"""What each press takes in its body. A field that is not named here is an error, not ignored."""

from typing import Annotated, Literal

import msgspec

from queue_server.kernel.typed_text import LONGEST, LONGEST_NAME

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_NAME)]
Text = Annotated[str, msgspec.Meta(max_length=LONGEST)]


class Body(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The body of a press."""


class Nothing(Body):
    """A press that says everything in its address."""


class NewTicket(Body):
    """Take a number: for which service, and if it applies group, procedure, slip's language."""

    service_id: Id
    priority_group: Id | None = None
    procedure_code: Id | None = None
    language: Literal["vi", "en"] = "vi"


class Call(Body):
    """Call the next, and `finish` whoever is served there in the same press, with an outcome; or
    call this ticket out of turn, for a reason.
    """

    finish: bool = False
    outcome: Id | None = None
    ticket_id: int | None = None
    reason: Id | None = None


class Open(Body):
    """Open a counter; `take_over` it from whoever sits there, and leave one's own of before."""

    take_over: bool = False


class Pause(Body):
    """Pause a counter; why, of the hall's list."""

    reason: Id | None = None


class Finish(Body):
    """End the service; what came of it, of the hall's list."""

    outcome: Id | None = None


class Hold(Body):
    """Let somebody step away, with a word on why."""

    reason: Text | None = None


class Resume(Body):
    """Go on serving; at which counter, when it is not the one that held the ticket."""

    counter_id: Id | None = None


class Transfer(Body):
    """Send somebody to another service."""

    service_id: Id


class Reprint(Body):
    """Print a slip again; at which device's printer, when not where it was printed before."""

    device: Id | None = None


class Rating(Body):
    """Rate a visit from 1 (very dissatisfied) to 5 (very satisfied)."""

    value: Annotated[int, msgspec.Meta(ge=1, le=5)]
    reason: Text | None = None
