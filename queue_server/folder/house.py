"""hall.yaml: the name over the door, the opening hours, the notices and the calling policy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from queue_server.domain.calling import PRESETS, Policy
from queue_server.domain.floor import HallInfo, SlipDesign
from queue_server.domain.hours import Hours
from queue_server.folder import calendar, cells
from queue_server.folder.checks import FILE, Checks
from queue_server.folder.document import parsed
from queue_server.folder.files import text_of
from queue_server.folder.problems import Problem
from queue_server.folder.slips import SlipRow, design

LARGEST_FILE = 64 * 1024
SEE_DEMO = "Write it as in halls/demo/hall.yaml"
LANGUAGES = ("vi", "en")  # what pages and slips speak
LONGEST_NOTICE = 200  # characters: three lines at the foot of a board
MOST_NOTICES = 20
# What a hall may change in a preset, from and to; minutes are of one day.
NUMBERS = {"ratio": (1, 1000), "bonus_min": (0, 1440), "return_bonus_min": (0, 1440)}


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
    hours: dict[str, list[calendar.ShiftRow]]
    address_vi: str = ""
    hotline: str = ""
    timezone: str = "Asia/Ho_Chi_Minh"
    languages: tuple[str, ...] = LANGUAGES
    notices_vi: list[str] = []
    notices_en: list[str] = []
    special_days: list[calendar.SpecialRow] = []
    policy: PolicyRow = msgspec.field(default_factory=PolicyRow)
    slip: SlipRow = msgspec.field(default_factory=SlipRow)


class House(Checks):
    """hall.yaml as it was read. `row` is None when it could not be."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        super().__init__(problems)
        self._folder = folder
        content = self.read("", text_of, folder / FILE, LARGEST_FILE)
        self._row = parsed(content, HallRow, self.blame, SEE_DEMO) if content else None

    def hall(self) -> HallInfo | None:
        """What is written over the door."""
        row = self._row
        if row is None:
            return None
        self.read("id", cells.identifier, row.id)
        if row.languages != LANGUAGES:
            do = f"Write [{', '.join(LANGUAGES)}], or delete the line"
            self.blame("languages", "every page is in Vietnamese and in English", do)
        return HallInfo(
            id=row.id,
            name_vi=self.text("name_vi", row.name_vi, 120),
            name_short_vi=self.text("name_short_vi", row.name_short_vi, 64),
            name_en=self.text("name_en", row.name_en, 120),
            hotline=self.text("hotline", row.hotline, 40, may_be_empty=True),
            address_vi=self.text("address_vi", row.address_vi, 200, may_be_empty=True),
            timezone=row.timezone,
            notices_vi=self._notices("notices_vi", row.notices_vi),
            notices_en=self._notices("notices_en", row.notices_en),
        )

    def hours(self, days_off: Mapping[date, str], working: frozenset[date]) -> Hours | None:
        """The calendar, with the days of holidays.csv."""
        row = self._row
        if row is None:
            return None
        found = calendar.hours(row.timezone, row.hours, row.special_days, self)
        return found and replace(found, days_off=days_off, working_days=working)

    def policy(self) -> Policy:
        """The calling rule: a preset and the hall's own changes."""
        row = self._row.policy if self._row else PolicyRow()
        preset = self.read("policy.preset", cells.one_of(*PRESETS), row.preset)
        changes = {
            name: value
            for name in (*NUMBERS, "in_order")
            if (value := getattr(row, name)) is not None
        }
        for name, (least, most) in NUMBERS.items():
            if not least <= changes.get(name, least) <= most:
                wrong = f"{str(changes[name])[:20]} is out of bounds"
                self.blame(f"policy.{name}", wrong, f"Write {least} to {most}")
        return replace(PRESETS[preset or "virtual_arrival"], **changes)

    def slip(self) -> SlipDesign:
        """How its slips look."""
        return design(self._row.slip if self._row else SlipRow(), self._folder, self.blame)

    def sentences(self) -> Iterator[tuple[str, str]]:
        """What the hall tells everybody: where it stands, and the sentence."""
        row = self._row
        if row is None:
            return
        for name, notices in (("notices_vi", row.notices_vi), ("notices_en", row.notices_en)):
            yield from ((f"{name}[{n}]", notice) for n, notice in enumerate(notices))
        for n, special in enumerate(row.special_days):
            yield f"special_days[{n}].message_vi", special.message_vi
            yield f"special_days[{n}].message_en", special.message_en
        for language, words in row.slip.words.items():
            yield from ((f"slip.words.{language[:20]}.{n[:20]}", it) for n, it in words.items())

    def _notices(self, where: str, notices: Sequence[str]) -> tuple[str, ...]:
        self.at_most(where, len(notices), MOST_NOTICES)
        texts = (self.text(f"{where}[{n}]", it, LONGEST_NOTICE) for n, it in enumerate(notices))
        return tuple(texts)
