"""Why somebody at a door has to wait, or cannot come in."""

from queue_server.devices.words import said
from queue_server.kernel.refusals import Refusal


class TooManyTries(Refusal):
    """Too many wrong passwords in a row."""

    code = "too_many_tries"
    status = 429
    says = said("Too many wrong tries. Wait {seconds} seconds, then try again.")


class TooManyNumbers(Refusal):
    """More numbers than people can press."""

    code = "too_many_numbers"
    status = 429
    says = said("Numbers were taken too fast here. Please wait {seconds} seconds and press again.")


class NameTaken(Refusal):
    """Devices have names of their own, and a name is not used again."""

    code = "name_taken"
    says = said("A device is or was named {name}; the journal speaks of it. Choose another name.")
