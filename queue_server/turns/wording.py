"""How states and presses are named in the sentence that refuses a press."""

from collections.abc import Mapping

from queue_server.turns import events as e
from queue_server.turns.refusals import NotAllowed
from queue_server.turns.rules.calling import Branch
from queue_server.turns.rules.tickets import State, Ticket
from queue_server.turns.words import said
from words import Text

# What the ticket is.
STATE_WORDS: Mapping[State, Text] = {
    State.WAITING: said("waiting", "state"),
    State.CALLED: said("being called", "state"),
    State.SERVING: said("being served", "state"),
    State.HELD: said("on hold", "state"),
    State.SERVED: said("finished", "state"),
    State.NO_SHOW: said("marked as a no-show", "state"),
    State.CANCELLED: said("cancelled", "state"),
}


# How a refused press is named in its sentence.
VERBS: Mapping[type[e.TicketEvent], Text] = {
    e.TicketCalled: said("called", "verb"),
    e.TicketRecalled: said("recalled", "verb"),
    e.TicketStarted: said("started", "verb"),
    e.TicketFinished: said("finished", "verb"),
    e.TicketNoShow: said("marked as a no-show", "verb"),
    e.TicketHeld: said("held", "verb"),
    e.TicketResumed: said("resumed", "verb"),
    e.TicketReturned: said("returned to the line", "verb"),
    e.TicketTransferred: said("transferred", "verb"),
    e.TicketCancelled: said("cancelled", "verb"),
    e.TicketRated: said("rated", "verb"),
    e.TicketUndone: said("undone", "verb"),
}

# What to do instead, by the state the ticket is in.
INSTEAD: Mapping[State, Text] = {
    State.WAITING: said("Call it first."),
    State.CALLED: said("Start, recall, hold or mark it a no-show."),
    State.SERVING: said("Finish, hold or transfer it."),
    State.HELD: said("Resume it, or return it to the line."),
    State.SERVED: said("This turn has ended."),
    State.NO_SHOW: said("Return it to the line if the person has come."),
    State.CANCELLED: said("The person may take a new number."),
}


# What was just pressed, for the undo button.
PRESSED: Mapping[type[e.TicketEvent], Text] = {
    e.TicketCalled: said("Called {number}"),
    e.TicketStarted: said("Started {number}"),
    e.TicketFinished: said("Finished {number}"),
    e.TicketNoShow: said("Marked {number} a no-show"),
    e.TicketHeld: said("Put {number} on hold"),
    e.TicketResumed: said("Resumed {number}"),
    e.TicketReturned: said("Returned {number} to the line"),
    e.TicketTransferred: said("Transferred {number}"),
    e.TicketCancelled: said("Cancelled {number}"),
}

# Why someone is next.
WHY: Mapping[Branch, Text] = {
    Branch.ONLY_REGULAR: said("Came first"),
    Branch.ONLY_PRIVILEGED: said("In a priority group"),
    Branch.PRIVILEGED_EARLIER: said("In a priority group"),
    Branch.REGULAR_EARLIER: said("Has waited longer than the others"),
    Branch.RATIO_REACHED: said("Enough priority calls in a row"),
    Branch.BY_HAND: said("Chosen by hand"),
}


def not_allowed(ticket: Ticket, kind: type[e.TicketEvent]) -> NotAllowed:
    """The refusal of a press, with the state it met and what to press instead."""
    return NotAllowed(
        number=ticket.number,
        state=ticket.state.value,
        standing=STATE_WORDS[ticket.state],
        verb=VERBS.get(kind) or VERBS[e.TicketUndone],
        do=INSTEAD[ticket.state],
    )
