"""Reading one CSV file: every row with its line, every bad cell as a problem."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from queue_server.folder.cells import Reader
from queue_server.folder.problems import Problem, Wrong

LARGEST_FILE = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: how its cells are read, and what it means to an operator.

    `unique` columns have no value twice; `optional` ones may be missing from the file, and their
    cells may be empty.
    """

    name: str
    read: Reader
    means: str
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
        self._problems = problems
        self._seen: dict[tuple[str, Any], int] = {}
        content = text_of(file, problems)
        self.lines = list(self._read(content)) if content is not None else []

    @property
    def is_good(self) -> bool:
        """Is nothing wrong in this file?"""
        return not any(problem.file == self.name for problem in self._problems)

    def blame(self, line: int, column: str, wrong: str, do: str) -> None:
        """Note a problem in this file."""
        problem = Problem(file=self.name, line=line, column=column, wrong=wrong, do=do)
        self._problems.append(problem)

    def _read(self, content: str) -> Iterator[Line]:
        rows = csv.reader(io.StringIO(content), strict=True)
        try:
            header = [name.strip() for name in next(rows, [])]
            if not self._header_is_good(header):
                return
            start = rows.line_num + 1
            for row in rows:
                if any(cell.strip() for cell in row) and (line := self._line(start, header, row)):
                    yield line
                start = rows.line_num + 1
        except csv.Error as error:
            self.blame(rows.line_num, "", f"this is not CSV: {error}", "Save it as CSV again")

    def _header_is_good(self, header: list[str]) -> bool:
        needed = [c.name for c in self._columns.values() if not c.optional]
        missing = [name for name in needed if name not in header]
        unknown = [name for name in header if name not in self._columns]
        for name in missing:
            self.blame(1, name[:40], "the column is missing", "Add it to the first line")
        for name in unknown:
            known = ", ".join(self._columns)
            self.blame(1, name[:40], "there is no such column", f"Delete it. Known: {known}")
        if len(set(header)) < len(header):
            self.blame(1, "", "a column stands twice", "Delete one of them")
            return False
        return not missing and not unknown

    def _line(self, number: int, header: list[str], row: list[str]) -> Line | None:
        if len(row) != len(header):
            wrong = f"{len(row)} cells under {len(header)} columns"
            self.blame(number, "", wrong, 'Put texts with commas in "quotes"')
            return None
        cells: dict[str, Any] = {c.name: None for c in self._columns.values() if c.optional}
        good = True
        for name, cell in zip(header, row, strict=True):
            good &= self._cell(number, self._columns[name], cell.strip(), cells)
        return Line(number=number, cells=cells) if good else None

    def _cell(self, line: int, column: Column, cell: str, cells: dict[str, Any]) -> bool:
        if not cell and not column.optional:
            self.blame(line, column.name, "the cell is empty", "Fill it in")
            return False
        try:
            value = column.read(cell) if cell or not column.optional else None
        except Wrong as error:
            self.blame(line, column.name, error.wrong, error.do)
            return False
        if column.unique and (first := self._seen.setdefault((column.name, value), line)) != line:
            self.blame(line, column.name, f"{value} stands in line {first} too", "Change one")
            return False
        cells[column.name] = value
        return True


def text_of(file: Path, problems: list[Problem]) -> str | None:
    """The text of a file, or None after noting why it cannot be read."""
    try:
        return _decoded(file)
    except Wrong as error:
        wrong, do = error.wrong, error.do
        problems.append(Problem(file=file.name, line=0, column="", wrong=wrong, do=do))
        return None


def _decoded(file: Path) -> str:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise Wrong("the file is missing", "Copy it from halls/demo and change it") from None
    except OSError as error:
        raise Wrong(f"it cannot be opened ({error.strerror})", "Check its permissions") from None
    if len(data) > LARGEST_FILE:
        raise Wrong("it is larger than 4 MB", "Is it the right file? Split it")
    try:
        return data.decode("utf-8-sig").replace("\0", "\N{REPLACEMENT CHARACTER}")
    except UnicodeDecodeError:
        do = "Save it as CSV UTF-8 (Excel: 'CSV UTF-8')"
        raise Wrong("it is not UTF-8", do) from None
