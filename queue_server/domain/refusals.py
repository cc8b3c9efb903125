"""Why a press is not possible now: what is so, which thing, and what to do."""

from typing import Any, ClassVar

from queue_server.domain.words import said
from words import Text


class Refusal(Exception):
    """A press that is not allowed. Nothing was recorded.

    `facts` fill the sentence and travel in the answer. `code` is stable: other programs read it.
    `status` is the HTTP status that says the same to a machine.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    says: ClassVar[Text] = said("That is not possible now.")

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """The sentence to show in a language."""
        return self.says.filled(**self.facts).into(language)


class Unknown(Refusal):
    """Something named in a press does not exist."""

    status = 404


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


class UnknownProcedure(Unknown):
    """No procedure of the service has that code."""

    code = "unknown_procedure"
    says = said("There is no procedure {procedure} under {service}. Check its code.")


class UnknownTicket(Unknown):
    """No ticket has that id or key. One answer for both, so guessing teaches nothing."""

    code = "unknown_ticket"
    says = said("This number was not found. Check the link, or ask at the help desk.")


class HallClosed(Refusal):
    """Numbers are not given outside opening hours."""

    code = "hall_closed"
    says = said("The hall is closed. {again}")


class ServiceClosed(Refusal):
    """No counter serves this service, so nobody would ever be called."""

    code = "service_closed"
    says = said("No counter serves {service_name}. Please ask at the help desk.")


class CounterClosed(Refusal):
    """A counter must be open before it calls or somebody comes back: it is not yet, or paused."""

    code = "counter_closed"
    says = said("Counter {counter} {state}. Open it first.")


class CounterBusy(Refusal):
    """A counter has one person at a time."""

    code = "counter_busy"
    says = said("Counter {counter} still has {number}. Finish, hold or mark it a no-show first.")


class CounterIdle(Refusal):
    """This counter does not call people: it guides them."""

    code = "counter_calls_nobody"
    says = said("Counter {counter} does not call numbers. Choose a counter that does.")


class NothingWaiting(Refusal):
    """Nobody waits for what this counter serves."""

    code = "nothing_waiting"
    says = said("Nobody is waiting for counter {counter}. The screen will tell when someone is.")


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


class AlreadyRated(Refusal):
    """One rating per visit."""

    code = "already_rated"
    says = said("This visit has been rated already. Thank you.")


class RatingClosed(Refusal):
    """Ratings are open from the end of the service for some days."""

    code = "rating_closed"
    says = said("More than {days} days have passed; this visit can no longer be rated. Thank you.")


class KeyReused(Refusal):
    """The same idempotency key came with another press."""

    code = "idempotency_key_reused"
    status = 422
    says = said("Idempotency key {key} was used for another press. Make a new key for each press.")


class Unavailable(Refusal):
    """The memory cannot be written now."""

    code = "unavailable"
    status = 503
    says = said("The hall's memory cannot be written now. Try again in {seconds} seconds.")


class SurprisingChange(Refusal):
    """New data of the hall would surprise people who are in it, or looks like another hall's."""

    code = "surprising_change"
    says = said("The new data has {surprises} surprising changes. Look at them, then confirm.")


class PeopleInTheHall(Refusal):
    """A day that moves would end the turn of everybody in the hall."""

    code = "people_in_the_hall"
    says = said(
        "The time zone cannot move while people are in the hall ({people}). Do it after closing."
    )


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


class NameTaken(Refusal):
    """Devices have names of their own, and a name is not used again."""

    code = "name_taken"
    says = said("A device is or was named {name}; the journal speaks of it. Choose another name.")
