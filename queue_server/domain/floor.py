"""The hall as it is furnished: agencies, services, counters, procedures, hours and texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from queue_server.domain.calling import Policy
from queue_server.domain.hours import Hours
from queue_server.domain.refusals import UnknownCounter, UnknownPriority, UnknownService


@dataclass(frozen=True, slots=True, kw_only=True)
class HallInfo:
    """What is written over the door. `texts` are sentences of the hall by name, per language."""

    id: str
    name_vi: str
    name_short_vi: str
    name_en: str
    hotline: str = ""
    address_vi: str = ""
    timezone: str = "Asia/Ho_Chi_Minh"
    languages: tuple[str, ...] = ("vi", "en")
    notices_vi: tuple[str, ...] = ()
    notices_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An office of the state that receives people in this hall."""

    id: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a citizen queues for: one button on the kiosk, one letter before the number."""

    id: str
    prefix: str
    name_vi: str
    name_en: str
    hint_vi: str = ""
    hint_en: str = ""
    purpose: str = "nop_ho_so"
    agency_ids: tuple[str, ...] = ()
    mean_service_min: float = 10.0
    search: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A desk. It serves its services in the order listed; one that lists none calls nobody."""

    id: str
    number: int
    name_vi: str
    kind: str
    agency_ids: tuple[str, ...] = ()
    service_ids: tuple[str, ...] = ()
    note: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One administrative procedure (thủ tục hành chính), as the hall publishes it.

    `time_limit` counts `time_unit`s (working_day, calendar_day, same_day); fees are in đồng,
    `None` where none is published. Without a published fee at the counter it is not offered.
    """

    code: str
    name: str
    official_name: str
    service_id: str
    agency_id: str
    time_limit: float
    time_unit: str
    fee_counter_vnd: int | None = None
    fee_online_vnd: int | None = None
    same_day_cutoff: bool = False
    papers: tuple[str, ...] = ()
    name_en: str = ""
    papers_en: tuple[str, ...] = ()

    @property
    def is_published(self) -> bool:
        """May people be offered it?"""
        return self.fee_counter_vnd is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityGroup:
    """People the hall lets go earlier. `bonus_min` is the head start in minutes."""

    code: str
    name_vi: str
    name_en: str
    button_vi: str
    button_en: str
    evidence_vi: str = ""
    evidence_en: str = ""
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


@dataclass(frozen=True, kw_only=True)
class Floor:
    """Everything about a hall that is data. Two floors are equal when every row is."""

    hall: HallInfo
    hours: Hours
    policy: Policy = field(default_factory=Policy)
    agencies: tuple[Agency, ...] = ()
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    procedures: tuple[Procedure, ...] = ()
    priority_groups: tuple[PriorityGroup, ...] = ()
    slip: SlipDesign = field(default_factory=SlipDesign)

    def service(self, service_id: str) -> Service:
        """Find a service by id. Raises UnknownService."""
        try:
            return self._services[service_id]
        except KeyError:
            raise UnknownService(service=service_id) from None

    def counter(self, counter_id: str) -> Counter:
        """Find a counter by id. Raises UnknownCounter."""
        try:
            return self._counters[counter_id]
        except KeyError:
            raise UnknownCounter(counter=counter_id) from None

    def priority(self, code: str) -> PriorityGroup:
        """Find a priority group by code. Raises UnknownPriority."""
        try:
            return self._priorities[code]
        except KeyError:
            raise UnknownPriority(priority=code) from None

    def procedure(self, code: str) -> Procedure | None:
        """Find a procedure by its national code."""
        return self._procedures.get(code)

    def procedures_of(self, service_id: str) -> list[Procedure]:
        """The published procedures under one kiosk button, in the order of the file."""
        return [p for p in self.procedures if p.service_id == service_id and p.is_published]

    def counters_for(self, service_id: str) -> list[Counter]:
        """The counters that may call people of a service, by number."""
        return self._counters_for.get(service_id, [])

    @cached_property
    def _counters_for(self) -> Mapping[str, list[Counter]]:
        found: dict[str, list[Counter]] = {}
        for counter in self.counters:
            for service_id in counter.service_ids:
                found.setdefault(service_id, []).append(counter)
        return found

    @cached_property
    def _services(self) -> Mapping[str, Service]:
        return {s.id: s for s in self.services}

    @cached_property
    def _counters(self) -> Mapping[str, Counter]:
        return {c.id: c for c in self.counters}

    @cached_property
    def _priorities(self) -> Mapping[str, PriorityGroup]:
        return {g.code: g for g in self.priority_groups}

    @cached_property
    def _procedures(self) -> Mapping[str, Procedure]:
        return {p.code: p for p in self.procedures}
