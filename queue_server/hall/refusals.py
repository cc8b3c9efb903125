"""What the hall's data or its hours refuse."""

from queue_server.hall.words import said
from queue_server.kernel.refusals import Refusal, Unknown


class UnknownService(Unknown):
    """No service has that id."""

    code = "unknown_service"
    says = said("There is no service {service}. Choose one from the list.")


class UnknownCounter(Unknown):
    """No counter has that id."""

    code = "unknown_counter"
    says = said("There is no counter {counter}. Check its id.")


class UnknownPriority(Unknown):
    """No priority group has that code."""

    code = "unknown_priority"
    says = said("There is no priority group {priority}. See the hall's list.")


class UnknownReason(Unknown):
    """The hall's list has no such reason or outcome for this press."""

    code = "unknown_reason"
    says = said("There is no reason {reason} in the hall's list for this. Choose one of: {known}.")


class UnknownProcedure(Unknown):
    """No procedure of the service has that code."""

    code = "unknown_procedure"
    says = said("There is no procedure {procedure} under {service}. Check its code.")


class HallClosed(Refusal):
    """Numbers are not given outside opening hours."""

    code = "hall_closed"
    says = said("The hall is closed. {again}")


class CounterRetired(Refusal):
    """The hall's data no longer has this counter; it only serves out what it had."""

    code = "counter_retired"
    says = said("Counter {counter} is no longer one of this hall's. Choose another counter.")


class ClockInDoubt(Refusal):
    """The computer's clock says a day that cannot be: no number of a wrong day is given."""

    code = "clock_in_doubt"
    says = said(
        "The server's clock says {now}, which cannot be, so no number is given. Please tell "
        "the staff; a manager checks the time and confirms it at /supervisor/."
    )
