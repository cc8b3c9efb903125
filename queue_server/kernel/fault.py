"""What stops the program or an errand, in the language of whoever must mend it."""

from typing import Any

from words import SOURCE, Text


class Fault(Exception):
    """Nothing can be done as things stand. The sentence says what is so, and what to do.

    `facts` fill it. As plain text, as in a log, it is English.
    """

    def __init__(self, says: Text, **facts: Any) -> None:
        self.says = says.filled(**facts)
        super().__init__(self.sentence(SOURCE))

    def sentence(self, language: str) -> str:
        """The sentence in a language."""
        return self.says.into(language)
