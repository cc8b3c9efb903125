"""hall.yaml: the name over the door, the opening hours, the notices and the calling policy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from queue_server.folder import calendar, cells
from queue_server.folder.calling_rule import PolicyRow, calling_rule
from queue_server.folder.checks import FILE, Checks, Said
from queue_server.folder.columns import USUAL
from queue_server.folder.document import parsed
from queue_server.folder.files import text_of
from queue_server.folder.problems import Problem
from queue_server.folder.slip_design import SlipRow, design
from queue_server.folder.words import said
from queue_server.hall.rules.floor_data import HallInfo, SlipDesign
from queue_server.hall.rules.hours import Hours
from queue_server.hall.rules.policy import Policy
from queue_server.kernel.words import FIRST, LANGUAGES
from words import Text

LARGEST_FILE = 64 * 1024
SEE_DEMO = said("Write it as in halls/demo/hall.yaml")
LONGEST_NOTICE = 200  # characters: three lines at the foot of a board
MOST_NOTICES = 20


class HallRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Everything in hall.yaml."""

    id: str
    name: Said
    hours: dict[str, list[calendar.ShiftRow]]
    name_short: Said = {}
    address: Said = {}
    hotline: str = ""
    timezone: str = "Asia/Ho_Chi_Minh"
    languages: tuple[str, ...] = USUAL
    notices: list[Said] = []
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
        self._check_languages(row.languages)
        return HallInfo(
            id=row.id,
            name=self.said("name", row.name, 120),
            name_short=self.said("name_short", row.name_short, 64),
            hotline=self.text("hotline", row.hotline, 40, may_be_empty=True),
            address=self.said("address", row.address, 200, may_be_empty=True),
            timezone=row.timezone,
            languages=row.languages,
            notices=self._notices(row.notices),
        )

    def hours(self, days_off: Mapping[date, Text], working: frozenset[date]) -> Hours | None:
        """The calendar, with the days of holidays.csv."""
        row = self._row
        if row is None:
            return None
        found = calendar.hours(row.timezone, row.hours, row.special_days, self)
        return found and replace(found, days_off=days_off, working_days=working)

    def policy(self) -> Policy:
        """The calling rule: a preset and the hall's own changes."""
        return calling_rule(self._row.policy if self._row else PolicyRow(), self)

    def slip(self) -> SlipDesign:
        """How its slips look."""
        return design(self._row.slip if self._row else SlipRow(), self._folder, self.blame)

    def sentences(self) -> Iterator[tuple[str, str]]:
        """What the hall tells everybody: where it stands, and the sentence."""
        row = self._row
        if row is None:
            return
        for n, notice in enumerate(row.notices):
            yield from ((f"notices[{n}].{language}", said) for language, said in notice.items())
        for n, special in enumerate(row.special_days):
            where = f"special_days[{n}].message"
            yield from ((f"{where}.{lang}", said) for lang, said in special.message.items())
        for language, words in row.slip.words.items():
            yield from ((f"slip.words.{language[:20]}.{n[:20]}", it) for n, it in words.items())

    def _check_languages(self, languages: Sequence[str]) -> None:
        if len(set(languages)) < len(languages) or FIRST not in languages:
            self.blame(
                "languages",
                said("{language} must stand there, each once").filled(language=FIRST),
                said("Write [{language}, en]").filled(language=FIRST),
            )
        for language in set(languages) - set(LANGUAGES):
            wrong = said("no page speaks {language!r}").filled(language=language[:20])
            self.blame("languages", wrong, said("Use {known}").filled(known=", ".join(LANGUAGES)))

    def _notices(self, notices: Sequence[Said]) -> tuple[Text, ...]:
        self.at_most("notices", len(notices), MOST_NOTICES)
        return tuple(
            self.said(f"notices[{n}]", notice, LONGEST_NOTICE) for n, notice in enumerate(notices)
        )
