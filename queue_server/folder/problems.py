"""What is wrong in a hall's files: which file, which line, which column, what, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing to correct. `line` 0 means the whole file; `column` may be empty."""

    file: str
    line: int
    column: str
    wrong: str
    do: str

    def __str__(self) -> str:
        where = [self.file]
        if self.line:
            where.append(f"line {self.line}")
        if self.column:
            where.append(self.column)
        return f"{', '.join(where)}: {self.wrong}. {self.do}."


class BadFolder(Exception):
    """The folder has problems; nothing was imported."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(p) for p in self.problems))


class Wrong(ValueError):
    """A cell that means nothing: what is wrong, and what to do."""

    def __init__(self, wrong: str, do: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.do = do
