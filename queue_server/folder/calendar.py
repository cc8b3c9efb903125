"""The hours of hall.yaml: shifts of each weekday, and the days with a rule of their own."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from queue_server.folder import cells
from queue_server.folder.checks import Checks, Said
from queue_server.folder.problems import Wrong
from queue_server.folder.words import said
from queue_server.hall.rules.hours import WEEKDAYS, Hours, Shift, SpecialDay

MESSAGE = 200  # characters
MOST_SHIFTS = 6  # of one day
MOST_SPECIAL_DAYS = 200


class ShiftRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A stretch of opening."""

    opens: str
    closes: str


class SpecialRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A date or weekday with its own rule."""

    date: str | None = None
    weekday: str | None = None
    name: Said = {}
    message: Said = {}
    shifts: list[ShiftRow] | None = None


Week = Mapping[str, Sequence[ShiftRow]]


def hours(timezone: str, week: Week, special: Sequence[SpecialRow], checks: Checks) -> Hours | None:
    """The calendar without holidays, with everything that is wrong in it noted; None: no zone."""
    if checks.read("timezone", _zone, timezone) is None:
        return None
    if not any(week.values()):
        checks.blame(
            "hours", said("the hall is never open"), said("Write them as in halls/demo/hall.yaml")
        )
    days = {name: checks.read(f"hours.{name[:20]}", _weekday, name) for name in week}
    return Hours(
        timezone=timezone,
        week={
            day: _shifts(f"hours.{name}", week[name], checks)
            for name, day in days.items()
            if day is not None
        },
        special_days=_special_days(special, checks),
    )


def _special_days(rows: Sequence[SpecialRow], checks: Checks) -> tuple[SpecialDay, ...]:
    checks.at_most("special_days", len(rows), MOST_SPECIAL_DAYS)
    seen: set[str] = set()
    for number, row in enumerate(rows):
        when = row.date or row.weekday or ""
        if when in seen:
            wrong = said("{when} has a rule above").filled(when=when[:20])
            checks.blame(f"special_days[{number}]", wrong, said("Join the two"))
        seen.add(when)
    return tuple(_special(f"special_days[{n}]", row, checks) for n, row in enumerate(rows))


def _special(where: str, row: SpecialRow, checks: Checks) -> SpecialDay:
    if (row.date is None) == (row.weekday is None):
        checks.blame(where, said("it needs a date or a weekday, one of them"), said("Write one"))
    return SpecialDay(
        on=checks.read(where, cells.optional(cells.day), row.date or ""),
        weekday=checks.read(where, cells.optional(_weekday), row.weekday or ""),
        name=checks.said(f"{where}.name", row.name, 64, may_be_empty=True),
        message=checks.said(f"{where}.message", row.message, MESSAGE, may_be_empty=True),
        shifts=None if row.shifts is None else _shifts(where, row.shifts, checks),
    )


def _shifts(where: str, rows: Sequence[ShiftRow], checks: Checks) -> tuple[Shift, ...]:
    checks.at_most(where, len(rows), MOST_SHIFTS)
    shifts = [shift for row in rows if (shift := checks.read(where, _shift, row))]
    ends = [moment for shift in shifts for moment in (shift.opens, shift.closes)]
    if ends != sorted(set(ends)):
        checks.blame(
            where, said("the shifts overlap or end before they begin"), said("Put them in order")
        )
    return tuple(shifts)


def _weekday(name: str) -> int:
    return WEEKDAYS.index(cells.one_of(*WEEKDAYS)(name))


def _shift(row: ShiftRow) -> Shift:
    return Shift(opens=cells.clock_time(row.opens), closes=cells.clock_time(row.closes))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # unknown, a folder's name, no name at all
        raise Wrong(
            said("there is no time zone {name!r}").filled(name=name[:40]),
            said("Write Asia/Ho_Chi_Minh"),
        ) from None
