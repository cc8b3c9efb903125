"""What each caller may know: the hall's answers without what is not theirs to know."""

from queue_server.hall.rules.roles import Caller
from queue_server.hall.tables import floor_of
from queue_server.kernel.view import View
from queue_server.kernel.view_models import without
from queue_server.screens import desk as desks
from queue_server.screens import journal, shapes
from queue_server.screens.desk import DeskScreen
from queue_server.screens.journal import JournalPage
from queue_server.screens.shapes import StaffTicket
from queue_server.turns.refusals import UnknownTicket
from queue_server.turns.rules import ownership
from queue_server.turns.rules.ownership import Verb, Whose
from queue_server.turns.rules.tickets import Ticket
from queue_server.turns.tables import Tickets


def ticket(view: View, it: Ticket, who: Caller) -> StaffTicket:
    """A ticket as an answer to somebody's press."""
    whose = ownership.to_read(who, it, floor_of(view))
    return without(shapes.ticket(view, it), ownership.unknown_to(who.role, whose))


def one(view: View, ticket_id: int, who: Caller) -> StaffTicket:
    """A ticket for whoever may read it. Raises UnknownTicket, the same when they may not."""
    it = Tickets(view).ticket(ticket_id)
    if not ownership.may(Verb.READ, who.role, ownership.to_read(who, it, floor_of(view))):
        raise UnknownTicket(ticket=ticket_id)
    return ticket(view, it, who)


def desk(view: View, counter_id: str, who: Caller) -> DeskScreen:
    """A counter's screen for somebody who may look at it. Raises UnknownCounter."""
    whose = ownership.of_counter(who, counter_id)
    return without(desks.desk(view, counter_id), ownership.unknown_to(who.role, whose))


def events(view: View, after: int, who: Caller) -> JournalPage:
    """The journal after a version; what it says of persons is for who runs the hall."""
    return without(journal.events(view, after), ownership.unknown_to(who.role, Whose.OTHERS))
