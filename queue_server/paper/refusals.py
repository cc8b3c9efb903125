"""Why something about paper is not possible now."""

from queue_server.kernel.refusals import Refusal, Unknown
from queue_server.paper.words import said


class UnknownSlip(Unknown):
    """There is no such slip at this device."""

    code = "unknown_slip"
    says = said("There is no slip {slip} at this device. Forget about it.")


class SlipTaken(Refusal):
    """A slip is printed once: this one has been begun, has come out, or is too old."""

    code = "slip_taken"
    says = said("Slip {slip} is dealt with already ({state}). Do not print it.")


class NoPrinter(Refusal):
    """The device has no printer."""

    code = "no_printer"
    says = said("The device {device} has no printer. Choose another, or show the QR code.")


class PrintedElsewhere(Refusal):
    """The server prints for this device, so an agent must not."""

    code = "printed_elsewhere"
    says = said(
        "The server itself prints for {device} at {address}. To let an agent do it: token "
        "printer --name {device}."
    )


class TwoAgents(Refusal):
    """One agent prints at a printer. A second one, or a copied disk, must not."""

    code = "two_agents"
    says = said("Another agent prints for {device}. Stop it, or wait {seconds} s after it ended.")


class TurnOver(Refusal):
    """Nobody needs the slip of a turn that has ended."""

    code = "turn_over"
    says = said("The turn of {number} has ended, so there is no slip. Take a new number if needed.")


class EnoughCopies(Refusal):
    """A slip is printed again a few times, not for ever."""

    code = "enough_copies"
    says = said("{number} was printed again {most} times. Please ask a helper, or use the QR code.")
