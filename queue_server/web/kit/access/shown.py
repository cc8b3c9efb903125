"""What each caller may know: the hall's answers without what is not theirs to know."""

from collections.abc import Collection
from typing import Any

from queue_server.hall.rules.roles import Caller
from queue_server.hall.tables import floor_of
from queue_server.kernel.view import View
from queue_server.paper.queries import in_trouble
from queue_server.paper.tables import Paper
from queue_server.screens import desk as desks
from queue_server.screens import journal, shapes
from queue_server.turns.refusals import UnknownTicket
from queue_server.turns.rules import ownership
from queue_server.turns.rules.ownership import Verb, Whose
from queue_server.turns.rules.tickets import Ticket
from queue_server.turns.tables import Tickets


def ticket(view: View, it: Ticket, who: Caller) -> dict[str, Any]:
    """A ticket as an answer to somebody's press."""
    whose = ownership.to_read(who, it, floor_of(view))
    return _without(shapes.ticket(view, it), ownership.unknown_to(who.role, whose))


def one(view: View, ticket_id: int, who: Caller) -> dict[str, Any]:
    """A ticket for whoever may read it. Raises UnknownTicket, the same when they may not."""
    it = Tickets(view).ticket(ticket_id)
    if not ownership.may(Verb.READ, who.role, ownership.to_read(who, it, floor_of(view))):
        raise UnknownTicket(ticket=ticket_id)
    return ticket(view, it, who)


def desk(view: View, counter_id: str, who: Caller) -> dict[str, Any]:
    """A counter's screen for somebody who may look at it. Raises UnknownCounter."""
    whose = ownership.of_counter(who, counter_id)
    told = desks.desk(view, counter_id) | {"printers": in_trouble(view)}
    if current := told["current"]:
        current["has_slip"] = bool(Paper(view).slips_of(current["id"]))
    return _without(told, ownership.unknown_to(who.role, whose))


def events(view: View, after: int, who: Caller) -> dict[str, Any]:
    """The journal after a version; what it says of persons is for who runs the hall."""
    told = journal.events(view, after)
    return _without(told, ownership.unknown_to(who.role, Whose.OTHERS))


def _without(told: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    """The same without these fields, however deep they lie."""
    return {name: _inside(it, names) for name, it in told.items() if name not in names}


def _inside(it: Any, names: Collection[str]) -> Any:
    if isinstance(it, dict):
        return _without(it, names)
    return [_inside(one, names) for one in it] if isinstance(it, list) else it
