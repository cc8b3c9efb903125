"""Text that somebody typed, as it is kept and compared: composed letters, visible, not too long."""

import unicodedata

from queue_server.kernel.words import said
from words import Text

LONGEST = 200  # characters of what anybody may send; a name, a code or a reason is shorter
LONGEST_NAME = 64  # of a person, a device
# Control characters, marks that turn or hide text, halves of letters, breaks of lines.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
JOINER = "\u200d"  # between the parts of one emoji; without it they stand side by side

UNSEEN_THERE = said("there is an invisible or control character. Delete it and type it again.")
TOO_LONG = said("at most {most} characters.")


class BadText(ValueError):
    """A text that is not kept, and why."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem.into("en"))
        self.problem = problem


def tidy(text: str, most: int = LONGEST) -> str:
    """The text as it is kept: NFC, one space between words, `most` characters. Raises BadText."""
    shown = text.replace(JOINER, "")
    if not shown.isprintable() and any(unicodedata.category(char) in UNSEEN for char in shown):
        raise BadText(UNSEEN_THERE)
    kept = composed(shown)
    if len(kept) > most:
        raise BadText(TOO_LONG.filled(most=most))
    return kept


def composed(text: str) -> str:
    """The text as it is compared: the same letters are the same, however they were typed."""
    return " ".join(unicodedata.normalize("NFC", text).split())
