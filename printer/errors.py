"""What can go wrong with a printer: what is so, and what to do."""

from typing import Any, ClassVar

from printer.reasons import reason
from printer.words import said
from words import Text


class PrinterError(Exception):
    """A slip did not surely come out. `facts` fill the sentences."""

    says: ClassVar[Text] = said("The printer {address} failed.")

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """The sentence to show in a language."""
        return self.text.into(language)

    @property
    def text(self) -> Text:
        """The sentence in every language."""
        return self.says.filled(**{name: _in_words(fact) for name, fact in self.facts.items()})


def _in_words(fact: object) -> object:
    """A fact as it stands in a sentence: in words where there are some for it."""
    if isinstance(fact, OSError):
        return reason(fact)
    return getattr(fact, "says", fact)


class BadAddress(PrinterError):
    """The address means no printer. Trying again cannot help."""

    says = said("{address!r} is no printer's address: {problem}")


class Unreachable(PrinterError):
    """The printer was not reached and nothing was printed. Trying again may help."""

    says = said(
        "The printer {address} cannot be reached ({why}). Is it on, with paper, and plugged in?"
    )


class NoPermission(Unreachable):
    """The system does not let this program open the device. `remedy` is a line that does."""

    says = said(
        "There is no right to open {path} for {address}. An administrator runs: {remedy}, then "
        "starts the program again (see docs/printing.md)."
    )


class NoUsbPermission(NoPermission):
    """The same for a printer on USB, which needs a rule. `rule` is that line."""

    says = said(
        "There is no right to use the printer {address}. An administrator writes into "
        "/etc/udev/rules.d/60-luot.rules: {rule}, runs udevadm control --reload && udevadm "
        "trigger, and adds the user to the group lp."
    )


class NotInstalled(Unreachable):
    """This way to a printer needs something that is not on this computer."""

    says = said("{address} needs {what} on this computer. Install it.")


class Hindered(PrinterError):
    """The printer says that it cannot print now: no paper, an open cover. Nothing was sent."""

    says = said("The printer {address} cannot print now: {hindrance}.")


class Interrupted(PrinterError):
    """Sending broke off: nobody knows whether the slip came out. Again may print it twice."""

    says = said(
        "The printer {address} was lost in the middle ({why}). See whether the slip came out."
    )


class Stopped(Interrupted):
    """All of the slip was sent, then the printer said what stopped it."""

    says = said(
        "The printer {address} stopped while printing: {hindrance}. See whether it came out."
    )


class Unanswered(Interrupted):
    """All of the slip was sent, and the printer did not say in good time that it is done."""

    says = said("The printer {address} did not say that it is done. See whether the slip came out.")


class SpoolInUse(PrinterError):
    """Another agent works with this spool."""

    says = said("Another agent works with {path}. Stop that one first, or name another file.")


class SpoolFull(PrinterError):
    """The spool cannot be written, so nothing is printed: it could come out twice."""

    says = said(
        "{path} cannot be written ({why}). Free some space or give the right to write there."
    )


class BadLogo(PrinterError):
    """A picture that no slip can show. Trying again cannot help."""

    says = said("This picture cannot be a logo: {problem} Save it again as a smaller PNG.")

    @property
    def problem(self) -> Text:
        """What is wrong with it, without what to do."""
        problem: Text = self.facts["problem"]
        return Text({language: said.rstrip(".") for language, said in problem.items()})


class BadSlip(PrinterError):
    """What came as JSON is no slip. Trying again cannot help."""

    says = said("The slip as JSON is wrong at {where}: {why}. Correct that and try again.")
