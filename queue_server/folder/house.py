"""hall.yaml: the name over the door, the opening hours, the notices and the calling policy."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import yaml

from queue_server.domain.calling import PRESETS, Policy
from queue_server.domain.floor import HallInfo, SlipDesign
from queue_server.domain.hours import WEEKDAYS, Hours, Shift, SpecialDay
from queue_server.folder import cells
from queue_server.folder.problems import Problem, Wrong
from queue_server.folder.slips import SlipRow, design
from queue_server.folder.table import text_of

FILE = "hall.yaml"
SEE_DEMO = "Write it as in halls/demo/hall.yaml"


class ShiftRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A stretch of opening."""

    opens: str
    closes: str


class SpecialRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A date or weekday with its own rule."""

    date: str | None = None
    weekday: str | None = None
    name_vi: str = ""
    message_vi: str = ""
    shifts: list[ShiftRow] | None = None


class PolicyRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A preset of the calling rule and what this hall changes in it."""

    preset: str = "virtual_arrival"
    ratio: int | None = None
    bonus_min: int | None = None
    return_bonus_min: int | None = None
    in_order: bool | None = None


class HallRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Everything in hall.yaml."""

    id: str
    name_vi: str
    name_short_vi: str
    name_en: str
    hours: dict[str, list[ShiftRow]]
    address_vi: str = ""
    hotline: str = ""
    timezone: str = "Asia/Ho_Chi_Minh"
    languages: tuple[str, ...] = ("vi", "en")
    notices_vi: list[str] = []
    special_days: list[SpecialRow] = []
    policy: PolicyRow = msgspec.field(default_factory=PolicyRow)
    slip: SlipRow = msgspec.field(default_factory=SlipRow)


class House:
    """hall.yaml as it was read. `row` is None when it could not be."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self._problems = problems
        self._folder = folder
        self._row = self._load(folder / FILE)

    def hall(self) -> HallInfo | None:
        """What is written over the door."""
        row = self._row
        if row is None:
            return None
        self._try("id", lambda: cells.identifier(row.id))
        texts = (row.name_vi, row.name_short_vi, row.name_en, row.hotline, *row.notices_vi)
        for language in row.languages:
            self._try("languages", lambda it=language: cells.one_of("vi", "en")(it))
        for value in texts:
            self._try("text", lambda value=value: cells.text(300)(value))
        return HallInfo(
            id=row.id,
            name_vi=row.name_vi,
            name_short_vi=row.name_short_vi,
            name_en=row.name_en,
            hotline=row.hotline,
            address_vi=row.address_vi,
            timezone=row.timezone,
            languages=row.languages,
            notices_vi=tuple(row.notices_vi),
        )

    def hours(self, days_off: Mapping[date, str], working: frozenset[date]) -> Hours | None:
        """The calendar, with the days of holidays.csv."""
        row = self._row
        if row is None or self._try("timezone", lambda: _zone(row.timezone)) is None:
            return None
        week = {}
        for name, shifts in row.hours.items():
            day = self._try(f"hours.{name}", lambda name=name: _weekday(name))
            if day is not None:
                week[day] = self._shifts(f"hours.{name}", shifts)
        special = tuple(self._special(i, s) for i, s in enumerate(row.special_days))
        return Hours(
            timezone=row.timezone,
            week=week,
            days_off=days_off,
            working_days=working,
            special_days=special,
        )

    def policy(self) -> Policy:
        """The calling rule: a preset and the hall's own changes."""
        row = self._row.policy if self._row else PolicyRow()
        preset = self._try("policy.preset", lambda: cells.one_of(*PRESETS)(row.preset))
        changes = {
            name: value
            for name in ("ratio", "bonus_min", "return_bonus_min", "in_order")
            if (value := getattr(row, name)) is not None
        }
        for name, value in changes.items():
            if not isinstance(value, bool) and value < (1 if name == "ratio" else 0):
                self._blame(f"policy.{name}", f"{value} is too small", "Write 1 or more")
        return replace(PRESETS[preset or "virtual_arrival"], **changes)

    def slip(self) -> SlipDesign:
        """How its slips look."""
        return design(self._row.slip if self._row else SlipRow(), self._folder, self._blame)

    def _special(self, index: int, row: SpecialRow) -> SpecialDay:
        where = f"special_days[{index}]"
        if (row.date is None) == (row.weekday is None):
            self._blame(where, "it needs a date or a weekday, one of them", "Write one")
        return SpecialDay(
            on=self._try(where, lambda: cells.optional(cells.day)(row.date or "")),
            weekday=self._try(where, lambda: _weekday(row.weekday) if row.weekday else None),
            name_vi=row.name_vi,
            message_vi=row.message_vi,
            shifts=None if row.shifts is None else self._shifts(where, row.shifts),
        )

    def _shifts(self, where: str, rows: list[ShiftRow]) -> tuple[Shift, ...]:
        shifts = [s for row in rows if (s := self._try(where, lambda row=row: _shift(row)))]
        ends = [moment for shift in shifts for moment in (shift.opens, shift.closes)]
        if ends != sorted(set(ends)):
            self._blame(where, "the shifts overlap or end before they begin", "Put them in order")
        return tuple(shifts)

    def _load(self, file: Path) -> HallRow | None:
        content = text_of(file, self._problems)
        if content is None:
            return None
        try:
            return msgspec.convert(yaml.safe_load(content), HallRow)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 0
            why = getattr(error, "problem", None) or "it cannot be read"
            self._blame("", f"this is not YAML: {why}", "Look at that line and the one above", line)
        except msgspec.ValidationError as error:
            wrong, _, where = str(error).partition(" - at `$.")
            self._blame(where.strip("`"), wrong[:1].lower() + wrong[1:], SEE_DEMO)
        except (ValueError, RecursionError, OverflowError) as error:
            self._blame("", f"a value cannot be read ({error})", "Put it in quotes")
        return None

    def _try(self, where: str, read: Any) -> Any:
        try:
            return read()
        except Wrong as error:
            return self._blame(where, error.wrong, error.do)

    def _blame(self, where: str, wrong: str, do: str, line: int = 0) -> None:
        self._problems.append(Problem(file=FILE, line=line, column=where, wrong=wrong, do=do))


def _weekday(name: str) -> int:
    return WEEKDAYS.index(cells.one_of(*WEEKDAYS)(name))


def _shift(row: ShiftRow) -> Shift:
    return Shift(opens=cells.clock_time(row.opens), closes=cells.clock_time(row.closes))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # unknown, a folder's name, no name at all
        raise Wrong(f"there is no time zone {name[:40]!r}", "Write Asia/Ho_Chi_Minh") from None
