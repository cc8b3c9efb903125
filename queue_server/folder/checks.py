"""Reading the values of hall.yaml one by one, so that one mistake hides no other."""

from collections.abc import Mapping
from typing import Any, Protocol

from queue_server.folder import cells
from queue_server.folder.problems import Problem, Wrong
from queue_server.folder.words import said
from queue_server.kernel.typed_text import composed
from queue_server.kernel.words import FIRST, LANGUAGES
from words import NOTHING, Text

FILE = "hall.yaml"
Said = Mapping[str, str]  # a sentence or name by language


class Blame(Protocol):
    """Notes a problem: where it stands, what is wrong, what to do, and in which line."""

    def __call__(self, where: str, wrong: Text, do: Text, line: int = 0) -> None: ...


class Checks:
    """What is wrong in hall.yaml, or another file like it, collected."""

    def __init__(self, problems: list[Problem], file: str = FILE) -> None:
        self._problems, self._file = problems, file

    def blame(self, where: str, wrong: Text, do: Text, line: int = 0) -> None:
        """Note a problem."""
        self._problems.append(Problem(file=self._file, line=line, column=where, wrong=wrong, do=do))

    def read(self, where: str, reader: Any, *value: Any) -> Any:
        """What a reader makes of a value, or None after noting what is wrong."""
        try:
            return reader(*value)
        except Wrong as error:
            return self.blame(where, error.wrong, error.do)

    def text(
        self,
        where: str,
        value: str,
        most: int,
        *,
        language: str = FIRST,
        may_be_empty: bool = False,
    ) -> str:
        """A text on one line, composed; an empty one where it is bad."""
        line = composed(value)
        if not line and not may_be_empty:
            self.blame(where, said("it is empty"), said("Fill it in"))
        return self.read(where, cells.text(most, language), line) or ""

    def said(self, where: str, value: Said, most: int, *, may_be_empty: bool = False) -> Text:
        """What is said in every language of it; the first language is needed."""
        for language in value.keys() - set(LANGUAGES):
            self.blame(
                where,
                said("no page speaks {language!r}").filled(language=language[:20]),
                said("Use {known}").filled(known=", ".join(LANGUAGES)),
            )
        if value.get(FIRST) or (may_be_empty and not value):
            texts = {it: self.text(f"{where}.{it}", value[it], most, language=it) for it in value}
            return Text(texts)
        self.blame(f"{where}.{FIRST}", said("it is empty"), said("Fill it in"))
        return NOTHING

    def at_most(self, where: str, count: int, most: int) -> None:
        """Note it when there are too many."""
        if count > most:
            self.blame(
                where,
                said("{count} stand there").filled(count=count),
                said("Keep {most} at most").filled(most=most),
            )
