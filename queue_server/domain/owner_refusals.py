"""Why somebody may not press there: whose it is, and whom to ask."""

from queue_server.domain.refusals import Refusal
from queue_server.domain.words import said


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
