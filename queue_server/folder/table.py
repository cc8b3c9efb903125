"""Reading one CSV file: every row with its line, every bad cell as a problem."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from queue_server.folder.cells import Reader
from queue_server.folder.files import text_of
from queue_server.folder.problems import Problem, Wrong
from queue_server.folder.words import said
from words import Text, as_one

LARGEST_FILE = 4 * 1024 * 1024
MOST_ROWS = 20_000
MOST_PROBLEMS = 100  # of one file; who has more has one mistake in every row
DELIMITERS = ",;\t"  # Excel writes semicolons in Vietnam, and tabs as "Unicode text"
SEPARATOR = re.compile(r'"?sep=([,;\t])"?[;,\t]*')  # a first line that Excel adds or wants
LONGEST_NAMES = 4_000  # characters of the line with the names of the columns
LOOK_FOR_NAMES = 20  # lines: above the names of the columns somebody may have written a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: how its cells are read, and what it means to an operator.

    `unique` columns have no value twice; `optional` ones may be missing from the file, and their
    cells may be empty. `also` are other names it goes by. What is said in a language is called
    `name.language`; a row has all of them as one Text under `name`.
    """

    name: str
    read: Reader
    means: str
    also: tuple[str, ...] = ()
    optional: bool = False
    unique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A good row: its line in the file and its cells as they were read."""

    number: int
    cells: Mapping[str, Any]


class Table:
    """A CSV file held against its columns. Problems are collected, none hides another."""

    def __init__(self, file: Path, columns: Sequence[Column], problems: list[Problem]) -> None:
        self.name = file.name
        self._columns = {c.name: c for c in columns}
        self._named = {name: c.name for c in columns for name in (*c.also, c.name)}
        self._written: dict[str, str] = {}  # how this file calls a column
        self._problems = problems
        self._count = 0
        self._seen: dict[tuple[str, Any], int] = {}
        self.lines: list[Line] = []
        try:
            self.lines += self._read(text_of(file, LARGEST_FILE))
        except Wrong as error:
            self.blame(0, "", error.wrong, error.do)

    @property
    def is_good(self) -> bool:
        """Is nothing wrong in this file?"""
        return not self._count

    def blame(self, line: int, column: str, wrong: Text, do: Text) -> None:
        """Note a problem in this file."""
        called = self._written.get(column, column)
        problem = Problem(file=self.name, line=line, column=called, wrong=wrong, do=do)
        self._problems.append(problem)
        self._count += 1

    def _read(self, content: str) -> Iterator[Line]:
        """The good rows. Raises Wrong when it is no such table at all."""
        first = SEPARATOR.fullmatch(content.split("\n", 1)[0].strip(" \r\ufeff"))
        delimiter = first[1] if first else self._delimiter(content)
        rows = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
        try:
            if first:
                next(rows)
            header = [self._column(name.strip().lower()) for name in next(rows, [])]
            if not self._header_is_good(rows.line_num, header):
                return
            start = rows.line_num + 1
            for row in rows:
                if any(cell.strip() for cell in row) and (line := self._line(start, header, row)):
                    yield line
                start = rows.line_num + 1
                self._stop_when_hopeless(start)
        except csv.Error as error:
            self.blame(
                rows.line_num,
                "",
                said("this is not CSV: {error}").filled(error=error),
                said("Save it as CSV again"),
            )

    def _delimiter(self, content: str) -> str:
        """What stands between the cells of the first line. Raises Wrong when no name is there."""
        lines = [line[:LONGEST_NAMES] for line in content.splitlines()[:LOOK_FOR_NAMES]]
        for number, line in enumerate(lines, start=1):
            known = {d: len(_names(line, d) & self._named.keys()) for d in DELIMITERS}
            best = max(known, key=lambda delimiter: known[delimiter])
            if known[best] and number == 1:
                return best
            if known[best] > 1:
                wrong = said("the names of the columns stand in line {number} only").filled(
                    number=number
                )
                raise Wrong(wrong, said("Delete the lines above them"))
        names = ",".join(c.name for c in self._columns.values())
        raise Wrong(
            said("no column of this table is named in its first line"),
            said("Write there: {names}").filled(names=names),
        )

    def _column(self, written: str) -> str:
        """The name of the column that a file calls so; an unknown one stays as it is."""
        name = self._named.get(written, written)
        self._written[name] = written
        return name

    def _header_is_good(self, line: int, header: list[str]) -> bool:
        needed = [c.name for c in self._columns.values() if not c.optional]
        missing = [name for name in needed if name not in header]
        named = [name for name in header if name]
        unknown = [name for name in named if name not in self._columns]
        if missing:
            column = missing[0] if len(missing) == 1 else ""
            wrong = said("no column is named {names}").filled(names=" or ".join(missing))
            self.blame(
                line, column, wrong, said("Add it to the line with the names, as in halls/demo")
            )
        for name in unknown:
            known = ", ".join(self._columns)
            self.blame(
                line,
                name[:40],
                said("there is no such column"),
                said("Delete it. Known: {known}").filled(known=known),
            )
        if len(set(named)) < len(named):
            self.blame(line, "", said("a column stands twice"), said("Delete one of them"))
            return False
        return not missing and not unknown

    def _line(self, number: int, header: list[str], row: list[str]) -> Line | None:
        """One row; a spreadsheet may leave out empty cells at its end, or add some."""
        named = dict(zip(header, [cell.strip() for cell in row] + [""] * len(header), strict=False))
        nameless = [cell for n, cell in enumerate(row) if not [*header[n:], ""][0] and cell.strip()]
        if nameless:
            wrong = said("{words!r} stands under no column's name").filled(
                words=nameless[0].strip()[:20]
            )
            self.blame(
                number, "", wrong, said('Put texts with the separator in "quotes", or delete it')
            )
            return None
        cells: dict[str, Any] = {c.name: None for c in self._columns.values() if c.optional}
        good = True
        for name in filter(None, header):
            good &= self._cell(number, self._columns[name], named[name], cells)
        return Line(number=number, cells=_by_name(cells)) if good else None

    def _cell(self, line: int, column: Column, cell: str, cells: dict[str, Any]) -> bool:
        if not cell and not column.optional:
            self.blame(line, column.name, said("the cell is empty"), said("Fill it in"))
            return False
        try:
            value = column.read(cell) if cell or not column.optional else None
        except Wrong as error:
            self.blame(line, column.name, error.wrong, error.do)
            return False
        if column.unique and (first := self._seen.setdefault((column.name, value), line)) != line:
            self.blame(
                line,
                column.name,
                said("{value} stands in line {first} too").filled(value=value, first=first),
                said("Change one"),
            )
            return False
        cells[column.name] = value
        return True

    def _stop_when_hopeless(self, line: int) -> None:
        if self._count >= MOST_PROBLEMS:
            raise Wrong(
                said("it was read to line {line} only: too much is wrong").filled(line=line),
                said("Correct that first"),
            )
        if line > MOST_ROWS:
            raise Wrong(
                said("it has more than {most} lines").filled(most=MOST_ROWS),
                said("Is it the right file?"),
            )


def _by_name(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a row, those in several languages as one Text; None where none says anything."""
    out: dict[str, Any] = {}
    texts: dict[str, dict[str, Any]] = {}
    for column, value in cells.items():
        name, in_a_language, language = column.partition(".")
        if in_a_language:
            texts.setdefault(name, {})[language] = value
        else:
            out[name] = value
    return out | {name: as_one(said) or None for name, said in texts.items()}


def _names(line: str, delimiter: str) -> set[str]:
    """The names in a line, if it is the one with the columns' names."""
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return {cell.strip().lower() for cell in cells}
