"""Who may press what on whose turn, and who may know what of whom: two tables, cell by cell.

A cell that is not in a table is refused. The doors of the API are drawn from the first one.
"""

from collections.abc import Mapping
from enum import StrEnum

from queue_server.hall.rules.floor import Floor
from queue_server.hall.rules.roles import Caller, Role
from queue_server.turns.rules.tickets import AT_COUNTER, Ticket


class Verb(StrEnum):
    """What may be done with a counter or a ticket, as its address calls it."""

    CALL = "calls"
    CHOOSE = "choose"
    OPEN = "openings"
    PAUSE = "pauses"
    CLOSE = "closings"
    RECALL = "recalls"
    START = "starts"
    FINISH = "finishes"
    NO_SHOW = "no-shows"
    HOLD = "holds"
    RESUME = "resumes"
    RETURN = "returns"
    TRANSFER = "transfers"
    CANCEL = "cancellations"
    UNDO = "undos"
    REPRINT = "reprints"
    READ = "read"


class Whose(StrEnum):
    """Whose a counter or a ticket is, as seen by the one who asks."""

    OWN = "own"  # a number they gave; for an undo: their own last press
    OURS = "ours"  # the counter they sit at, somebody at it, or in a line that it serves
    ELSEWHERE = "elsewhere"  # another counter, or somebody at one
    OTHERS = "others"  # somebody at no counter, in a line of others


_ANY = frozenset(Whose)
_OWN = frozenset({Whose.OWN})
_OURS = frozenset({Whose.OURS})
_AT_NO_COUNTER = frozenset({Whose.OURS, Whose.OTHERS})
_SEATED = {Role.CLERK: _OURS, Role.MANAGER: _ANY}
_IN_LINE = {Role.CLERK: _OURS, Role.HELPER: _AT_NO_COUNTER, Role.MANAGER: _ANY}
_STAFF_OF_THE_LINE = {Role.CLERK: _ANY, Role.HELPER: _ANY, Role.MANAGER: _ANY}

Cells = Mapping[Role, frozenset[Whose]]

PRESSES: Mapping[Verb, Cells] = {
    Verb.CALL: _SEATED,
    Verb.CHOOSE: _SEATED,  # out of turn: whoever waits in a line that the counter serves
    Verb.OPEN: _SEATED,
    Verb.PAUSE: _SEATED,
    Verb.CLOSE: _SEATED,
    Verb.RECALL: _SEATED,
    Verb.START: _SEATED,
    Verb.FINISH: _SEATED,
    Verb.NO_SHOW: _SEATED,
    Verb.HOLD: _SEATED,
    Verb.RESUME: _SEATED,
    Verb.RETURN: _IN_LINE,
    Verb.TRANSFER: _SEATED,
    Verb.CANCEL: _IN_LINE,
    Verb.UNDO: {Role.CLERK: _OWN, Role.HELPER: _OWN, Role.MANAGER: _ANY},
    # Whoever lost a slip asks the next person of the house; the copy is marked and in the journal.
    Verb.REPRINT: _STAFF_OF_THE_LINE,
    Verb.READ: _STAFF_OF_THE_LINE | {Role.ADMIN: _ANY, Role.KIOSK: _OWN, Role.INTEGRATION: _OWN},
}

# Of a person: what they came for, why they go first, why they stepped away.
_WHO_SERVES: Cells = {
    Role.CLERK: frozenset({Whose.OWN, Whose.OURS}),
    Role.HELPER: _OWN,
    Role.MANAGER: _ANY,
    Role.KIOSK: _OWN,
    Role.INTEGRATION: _OWN,
}
# A clerk who saw what somebody said of the service would be said something else.
_WHO_RUNS_THE_HALL: Cells = {Role.MANAGER: _ANY}

KNOWS: Mapping[str, Cells] = {
    "priority_group": _WHO_SERVES,
    "priority": _WHO_SERVES,
    "procedure_code": _WHO_SERVES,
    "procedure": _WHO_SERVES,
    "hold_reason": _WHO_SERVES,
    "reason": _WHO_SERVES,
    "reason_text": _WHO_SERVES,
    "outcome": _WHO_SERVES,
    "rating": _WHO_RUNS_THE_HALL,
}


def roles(verb: Verb) -> frozenset[Role]:
    """Who may press it at all, on somebody's turn."""
    return frozenset(PRESSES[verb])


def may(verb: Verb, role: Role, whose: Whose) -> bool:
    """Is this cell of the table filled?"""
    return whose in PRESSES[verb].get(role, ())


def unknown_to(role: Role, whose: Whose) -> frozenset[str]:
    """The names of what this role may not know."""
    return frozenset(name for name, cells in KNOWS.items() if whose not in cells.get(role, ()))


def of_counter(who: Caller, counter_id: str) -> Whose:
    """Whose a counter is."""
    return Whose.OURS if who.counter_id == counter_id else Whose.ELSEWHERE


def of_ticket(who: Caller, ticket: Ticket, floor: Floor) -> Whose:
    """Whose a ticket is to press on. Raises UnknownCounter when they sit where none is."""
    if ticket.state in AT_COUNTER and ticket.counter_id is not None:
        return of_counter(who, ticket.counter_id)
    if who.counter_id is None:
        return Whose.OTHERS
    serves = floor.counter(who.counter_id).service_ids
    is_ours = ticket.service_id in serves or ticket.counter_id == who.counter_id
    return Whose.OURS if is_ours else Whose.OTHERS


def to_read(who: Caller, ticket: Ticket, floor: Floor) -> Whose:
    """Whose a ticket is to know of: whoever gave the number knows what they gave it for."""
    return Whose.OWN if ticket.device == who.name else of_ticket(who, ticket, floor)
