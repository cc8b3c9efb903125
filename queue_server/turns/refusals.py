"""Why a press is not possible now: what is so, which thing, and what to do."""

from queue_server.kernel.refusals import Refusal, Unknown
from queue_server.turns.words import said


class UnknownTicket(Unknown):
    """No ticket has that id or key. One answer for both, so guessing teaches nothing."""

    code = "unknown_ticket"
    says = said("This number was not found. Check the link, or ask at the help desk.")


class ServiceClosed(Refusal):
    """No counter serves this service, so nobody would ever be called."""

    code = "service_closed"
    says = said("No counter serves {service_name}. Please ask at the help desk.")


class NothingWaiting(Refusal):
    """Nobody waits for what this counter serves."""

    code = "nothing_waiting"
    says = said("Nobody is waiting for counter {counter}. The screen will tell when someone is.")


class NobodyServed(Refusal):
    """There is no service to end at the counter."""

    code = "nobody_served"
    says = said("Nobody is being served at counter {counter}. Call the next number.")


class ReasonNeeded(Refusal):
    """The hall wants to know why somebody is called out of turn."""

    code = "reason_needed"
    says = said("Say why {number} is called out of turn. Choose one of: {known}.")


class NotAllowed(Refusal):
    """The ticket or counter is not in a state from which this press makes sense."""

    code = "not_allowed"
    says = said("{number} is {standing}, so it cannot be {verb}. {do}")


class TooLateToUndo(Refusal):
    """Undo is for a slip of the finger: seconds, not minutes."""

    code = "too_late_to_undo"
    says = said(
        "More than {seconds} seconds have passed; {number} cannot be undone. Use another button."
    )


class TooLateToReturn(Refusal):
    """A no-show may come back for a while, not all day."""

    code = "too_late_to_return"
    says = said("{number} was absent for more than {minutes} minutes. Please take a new number.")


class NotAtThisCounter(Refusal):
    """A clerk touches only what is at their own counter."""

    code = "not_at_this_counter"
    status = 403
    says = said("{number} is at counter {counter}. Ask there, or ask the manager.")


class NotInYourLine(Refusal):
    """A clerk touches only who waits for their own counter."""

    code = "not_in_your_line"
    status = 403
    says = said(
        "{number} is here for {service_name}, which your counter does not serve. Ask there."
    )


class NotYourCounter(Refusal):
    """A clerk presses only at the counter they sit at."""

    code = "not_your_counter"
    status = 403
    says = said("You sit at counter {own}, not at {counter}. Choose your own counter.")


class BoundToCounter(Refusal):
    """Whose sign-in is bound to a counter sits there and nowhere else."""

    code = "bound_to_counter"
    status = 403
    says = said("This sign-in belongs to counter {own}. Ask the administrator for another counter.")


class NoCounterChosen(Refusal):
    """A clerk who sits nowhere calls nobody."""

    code = "no_counter_chosen"
    status = 403
    says = said("You have not chosen a counter. Open the Counter page and choose where you sit.")


class NotYourPress(Refusal):
    """A slip of the finger is taken back by the finger that slipped, or by the manager."""

    code = "not_your_press"
    status = 403
    says = said("The last press on {number} was somebody else's. Ask them, or ask the manager.")
