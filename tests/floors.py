"""Other floors made from the demo hall's: what somebody might change in its files."""

from collections.abc import Collection
from dataclasses import replace

from queue_server.hall.rules.floor import Floor


def without(
    floor: Floor,
    *,
    services: Collection[str] = (),
    counters: Collection[str] = (),
    groups: Collection[str] = (),
    procedures: Collection[str] = (),
) -> Floor:
    """The floor without some of its rows, and without what speaks of them."""
    return replace(
        floor,
        services=tuple(s for s in floor.services if s.id not in services),
        counters=tuple(
            replace(c, service_ids=tuple(s for s in c.service_ids if s not in services))
            for c in floor.counters
            if c.id not in counters
        ),
        procedures=tuple(
            p for p in floor.procedures if p.code not in procedures and p.service_id not in services
        ),
        priority_groups=tuple(g for g in floor.priority_groups if g.code not in groups),
    )


def swapped_letters(floor: Floor, one: str, other: str) -> Floor:
    """The floor with the letters of two services exchanged."""
    prefixes = {one: floor.service(other).prefix, other: floor.service(one).prefix}
    services = (replace(s, prefix=prefixes.get(s.id, s.prefix)) for s in floor.services)
    return replace(floor, services=tuple(services))


def renamed(floor: Floor, before: str, after: str) -> Floor:
    """The floor with another id for a service, wherever it is named."""

    def name(service_id: str) -> str:
        return after if service_id == before else service_id

    return replace(
        floor,
        services=tuple(replace(s, id=name(s.id)) for s in floor.services),
        counters=tuple(
            replace(c, service_ids=tuple(map(name, c.service_ids))) for c in floor.counters
        ),
        procedures=tuple(replace(p, service_id=name(p.service_id)) for p in floor.procedures),
    )


def renumbered(floor: Floor, counter_id: str, number: int) -> Floor:
    """The floor with another number over a counter."""
    counters = (replace(c, number=number) if c.id == counter_id else c for c in floor.counters)
    return replace(floor, counters=tuple(counters))
