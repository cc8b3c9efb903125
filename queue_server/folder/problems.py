"""What is wrong in a hall's files: which file, which line, which column, what, and what to do."""

from dataclasses import dataclass

from queue_server.folder.words import said
from words import SOURCE, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to correct. `line` 0 means the whole file; `column` may be empty."""

    file: str
    line: int
    column: str
    wrong: Text
    do: Text

    def __str__(self) -> str:
        return self.sentence(SOURCE)

    def sentence(self, language: str) -> str:
        """The problem in a line: where it is, what is wrong, what to do."""
        where = [self.file]
        if self.line:
            where.append(said("line {line}").filled(line=self.line).into(language))
        if self.column:
            where.append(self.column)
        return f"{', '.join(where)}: {self.wrong.into(language)}. {self.do.into(language)}."


class BadFolder(Exception):
    """The folder has problems; nothing was imported."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda it: (it.file, it.line, it.column)))
        super().__init__(self.sentence(SOURCE))

    def sentence(self, language: str) -> str:
        """Every problem in a line of its own."""
        return "\n".join(it.sentence(language) for it in self.problems)


class Wrong(ValueError):
    """A cell that means nothing: what is wrong, and what to do."""

    def __init__(self, wrong: Text, do: Text) -> None:
        super().__init__(wrong.into(SOURCE))
        self.wrong = wrong
        self.do = do
