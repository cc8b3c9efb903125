"""When the hall is open: weekly hours, days off, working Saturdays and special days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from words import NOTHING, Text

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LOOK_AHEAD_DAYS = 60  # longer than any run of days off; Tết is the longest with nine


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A stretch of opening, local wall time; `closes` is the first minute that is shut."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A date or a weekday with its own rule: other hours, closed, or a message to everyone."""

    on: date | None = None
    weekday: int | None = None
    name: Text = NOTHING
    message: Text = NOTHING
    shifts: tuple[Shift, ...] | None = None

    def covers(self, day: date) -> bool:
        """Does this rule hold on that day?"""
        return self.on == day or (self.on is None and self.weekday == day.weekday())


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hall's calendar. Moments go in aware; days and shifts are local to `timezone`."""

    timezone: str = "Asia/Ho_Chi_Minh"
    week: Mapping[int, tuple[Shift, ...]]
    days_off: Mapping[date, Text] = field(default_factory=dict)
    working_days: frozenset[date] = frozenset()
    special_days: tuple[SpecialDay, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The hall's time zone."""
        return ZoneInfo(self.timezone)

    def service_day(self, at: datetime) -> date:
        """The local date a moment belongs to: numbers start again with each."""
        return at.astimezone(self.zone).date()

    def written(self, at: datetime) -> str:
        """A moment as people here read it: `13:30, 25/11/2026`."""
        return at.astimezone(self.zone).strftime("%H:%M, %d/%m/%Y")

    def shifts(self, day: date) -> tuple[Shift, ...]:
        """The shifts of a date: its own rule, then days off, then make-up days, then the week."""
        for special in self.special_days:
            if special.covers(day) and special.shifts is not None:
                return special.shifts
        if day in self.days_off:
            return ()
        if day in self.working_days:
            return self.week.get(0, ())
        return self.week.get(day.weekday(), ())

    def open_shift(self, at: datetime) -> Shift | None:
        """The shift running at a moment, or None when the hall is closed."""
        local = at.astimezone(self.zone)
        clock = local.time()
        return next((s for s in self.shifts(local.date()) if s.opens <= clock < s.closes), None)

    def is_open(self, at: datetime) -> bool:
        """Is the hall open at that moment?"""
        return self.open_shift(at) is not None

    def closes_at(self, at: datetime) -> datetime | None:
        """When the running shift ends, or None when the hall is closed."""
        shift = self.open_shift(at)
        if shift is None:
            return None
        return datetime.combine(self.service_day(at), shift.closes, self.zone)

    def rest_of_day(self, at: datetime) -> list[tuple[datetime, datetime]]:
        """What is left of the day's shifts at a moment, the running one from now on."""
        day = self.service_day(at)
        shifts = [
            (
                max(at, datetime.combine(day, it.opens, self.zone)),
                datetime.combine(day, it.closes, self.zone),
            )
            for it in self.shifts(day)
        ]
        return sorted((opens, closes) for opens, closes in shifts if opens < closes)

    def opens_next(self, at: datetime) -> datetime | None:
        """The next opening after a moment; None when no day within two months opens."""
        today = self.service_day(at)
        for ahead in range(LOOK_AHEAD_DAYS):
            day = today + timedelta(days=ahead)
            for shift in self.shifts(day):
                opening = datetime.combine(day, shift.opens, self.zone)
                if opening > at:
                    return opening
        return None

    def messages(self, day: date) -> tuple[Text, ...]:
        """What the hall tells everyone that day."""
        return tuple(s.message for s in self.special_days if s.covers(day) and s.message)
