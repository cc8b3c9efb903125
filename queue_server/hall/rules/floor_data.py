"""What a hall is described by: each row of its files, and what stands over its door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from words import NOTHING, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class HallInfo:
    """What is written over the door, in the `languages` of the hall, its first one first."""

    id: str
    name: Text
    name_short: Text = NOTHING
    hotline: str = ""
    address: Text = NOTHING
    timezone: str = "Asia/Ho_Chi_Minh"
    languages: tuple[str, ...] = ("vi", "en")
    notices: tuple[Text, ...] = ()

    @property
    def short_name(self) -> Text:
        """For small screens; the whole name in a language that has no short one."""
        return Text({**self.name, **self.name_short})


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An office of the state that receives people in this hall."""

    id: str
    name: Text
    short_name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a citizen queues for: one button on the kiosk, one letter before the number."""

    id: str
    prefix: str
    name: Text
    hint: Text = NOTHING
    purpose: str = "nop_ho_so"
    agency_ids: tuple[str, ...] = ()
    mean_service_min: float = 10.0
    search: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A desk. It serves its services in the order listed; one that lists none calls nobody."""

    id: str
    number: int
    name: Text
    kind: str
    agency_ids: tuple[str, ...] = ()
    service_ids: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One administrative procedure (thủ tục hành chính), as the hall publishes it.

    `time_limit` counts `time_unit`s (working_day, calendar_day, same_day); fees are in đồng,
    `None` where none is published. Without a published fee at the counter it is not offered.
    """

    code: str
    name: Text
    official_name: str
    service_id: str
    agency_id: str
    time_limit: float
    time_unit: str
    fee_counter_vnd: int | None = None
    fee_online_vnd: int | None = None
    same_day_cutoff: bool = False
    papers: tuple[Text, ...] = ()

    @property
    def is_published(self) -> bool:
        """May people be offered it?"""
        return self.fee_counter_vnd is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityGroup:
    """People the hall lets go earlier. `bonus_min` is the head start in minutes."""

    code: str
    name: Text
    button: Text
    evidence: Text = NOTHING
    bonus_min: int = 60
    on_kiosk: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipDesign:
    """How this hall's slips look. What is empty is as usual.

    `blocks` are their names from top to bottom, `words` the hall's own by language and name, `logo`
    a small picture as printers take it (PNG).
    """

    blocks: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    logo: bytes = b""


class ReasonKind(StrEnum):
    """What somebody says a reason for, or what came of a visit: as the hall's files call it."""

    PAUSE = "tam_dung"
    HOLD = "giu_cho"
    BY_HAND = "goi_dich_danh"
    OUTCOME = "ket_qua"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a counter pauses, somebody steps away or is called by hand; or how a visit ended."""

    code: str
    kind: ReasonKind
    name: Text
