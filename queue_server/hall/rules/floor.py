"""The hall as it is furnished: agencies, services, counters, procedures, hours and texts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from queue_server.hall.refusals import (
    UnknownCounter,
    UnknownPriority,
    UnknownReason,
    UnknownService,
)
from queue_server.hall.rules.floor_data import (
    Agency,
    Counter,
    HallInfo,
    PriorityGroup,
    Procedure,
    Reason,
    ReasonKind,
    Service,
    SlipDesign,
)
from queue_server.hall.rules.hours import Hours
from queue_server.hall.rules.policy import Policy
from words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """What the hall's data no longer has, while people hold it and history speaks of it.

    A retired service gives no numbers; a retired counter lists only what it still serves out.
    """

    services: tuple[Service, ...] = ()
    counters: tuple[Counter, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    priority_groups: tuple[PriorityGroup, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Floor:
    """Everything about a hall that is data. Two floors are equal when every row is.

    The tuples are what the hall offers. `service`, `counter`, `priority` and `procedure` name what
    a ticket, a desk or the journal speaks of, also what is retired, and never raise. `offered`,
    `offered_priority`, `offers` and `known_counter` are for what somebody asks for now.
    """

    hall: HallInfo
    hours: Hours
    policy: Policy = field(default_factory=Policy)
    agencies: tuple[Agency, ...] = ()
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    procedures: tuple[Procedure, ...] = ()
    priority_groups: tuple[PriorityGroup, ...] = ()
    reasons: tuple[Reason, ...] = ()
    slip: SlipDesign = field(default_factory=SlipDesign)
    retired: Retired = field(default_factory=Retired)

    def service(self, service_id: str) -> Service:
        """The service of that id; one that no data has any more goes by its id."""
        known = self._services.get(service_id)
        return known or Service(id=service_id, prefix="", name=self._unnamed(service_id))

    def counter(self, counter_id: str) -> Counter:
        """The counter of that id; one that no data has any more goes by its id and calls nobody."""
        known = self._counters.get(counter_id)
        return known or Counter(id=counter_id, number=0, name=self._unnamed(counter_id), kind="")

    def priority(self, code: str) -> PriorityGroup:
        """The priority group of that code; one that no data has any more goes by its code."""
        name = self._unnamed(code)
        return self._priorities.get(code) or PriorityGroup(code=code, name=name, button=name)

    def procedure(self, code: str) -> Procedure | None:
        """Find a procedure by its national code, also a retired one."""
        return self._procedures.get(code)

    def reason(self, code: str) -> Text:
        """A reason or an outcome in words; one that no data has any more goes by its code."""
        known = next((it.name for it in self.reasons if it.code == code), None)
        return known or self._unnamed(code)

    def reasons_of(self, kind: ReasonKind) -> list[Reason]:
        """What may be said, in the order of the file."""
        return [it for it in self.reasons if it.kind == kind]

    def check_reason(self, kind: ReasonKind, code: str | None) -> None:
        """Raise UnknownReason for what is not in the list; None says nothing."""
        known = [it.code for it in self.reasons_of(kind)]
        if code is not None and code not in known:
            raise UnknownReason(reason=code, known=", ".join(known) or "-")

    def offered(self, service_id: str) -> Service:
        """Find a service that people may still queue for. Raises UnknownService."""
        service = self._services.get(service_id)
        if service is None or service in self.retired.services:
            raise UnknownService(service=service_id)
        return service

    def offered_priority(self, code: str) -> PriorityGroup:
        """Find a priority group that may still be chosen. Raises UnknownPriority."""
        group = self._priorities.get(code)
        if group is None or group in self.retired.priority_groups:
            raise UnknownPriority(priority=code)
        return group

    def known_counter(self, counter_id: str) -> Counter:
        """Find a counter to press at, also one that serves out. Raises UnknownCounter."""
        try:
            return self._counters[counter_id]
        except KeyError:
            raise UnknownCounter(counter=counter_id) from None

    def offers(self, service_id: str, procedure_code: str) -> bool:
        """Does a service handle this procedure now?"""
        return self._service_of.get(procedure_code) == service_id

    def is_retired(self, counter: Counter) -> bool:
        """Is this a counter that the hall's data no longer has?"""
        return counter in self.retired.counters

    def procedures_of(self, service_id: str) -> list[Procedure]:
        """The published procedures under one kiosk button, in the order of the file."""
        return [p for p in self.procedures if p.service_id == service_id and p.is_published]

    def counters_for(self, service_id: str) -> list[Counter]:
        """The counters that may call people of a service, in the order of the file."""
        return self._counters_for.get(service_id, [])

    def sharing_counters(self, service_ids: Iterable[str]) -> set[str]:
        """These services and all that share a counter with them in turn: their waits move
        together.
        """
        found: set[str] = set()
        more = set(service_ids)
        while more:
            found |= more
            more = {s for it in more for c in self.counters_for(it) for s in c.service_ids} - found
        return found

    def _unnamed(self, code: str) -> Text:
        """A code as it stands where a name is missing."""
        return Text(dict.fromkeys(self.hall.languages, code))

    @cached_property
    def mean_minutes(self) -> Mapping[str, float]:
        """How long each service takes; one that no data knows any more takes as long as any."""
        known = {service.id: service.mean_service_min for service in self._services.values()}
        usual = sum(known.values()) / len(known) if known else 0.0
        return defaultdict(lambda: usual, known)

    @cached_property
    def _counters_for(self) -> Mapping[str, list[Counter]]:
        found: dict[str, list[Counter]] = {}
        for counter in (*self.counters, *self.retired.counters):
            for service_id in counter.service_ids:
                found.setdefault(service_id, []).append(counter)
        return found

    @cached_property
    def _services(self) -> Mapping[str, Service]:
        return {s.id: s for s in (*self.retired.services, *self.services)}

    @cached_property
    def _counters(self) -> Mapping[str, Counter]:
        return {c.id: c for c in (*self.retired.counters, *self.counters)}

    @cached_property
    def _priorities(self) -> Mapping[str, PriorityGroup]:
        return {g.code: g for g in (*self.retired.priority_groups, *self.priority_groups)}

    @cached_property
    def _service_of(self) -> Mapping[str, str]:
        return {p.code: p.service_id for p in self.procedures if p.is_published}

    @cached_property
    def _procedures(self) -> Mapping[str, Procedure]:
        return {p.code: p for p in (*self.retired.procedures, *self.procedures)}
