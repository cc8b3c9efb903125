"""Who will be called when: the day played on from now, at the counters that are open.

One reading for everybody: how many are called before somebody, and after how many minutes of
work, come from the same play, by the same rule that calls them in the end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count
from typing import NamedTuple

from queue_server.domain.calling import Key, Policy, is_privileged_due, next_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """An open counter: its services in order, its run of privileged calls (see Desk), and after
    how many minutes it is free.
    """

    services: Sequence[str]
    run: int = 0
    free_in_min: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How many are called before somebody at the counters that may call them, and after how many
    minutes of work the call comes.
    """

    ahead: int
    minutes: float


class Waiting(NamedTuple):
    """Who waits for one service, each class in order."""

    regular: Sequence[Key]
    privileged: Sequence[Key]


class Places(NamedTuple):
    """The place of each ticket that some server may call, and of one who joins each line now."""

    places: dict[int, Place]
    joins: dict[str, Place]


def forecast(
    lines: Mapping[str, Waiting],
    servers: Sequence[Server],
    mean_min: Mapping[str, float],
    policy: Policy,
) -> Places:
    """Play the day on; `mean_min` is how long each service takes."""
    left = _Left(*({s: list(reversed(line[n])) for s, line in lines.items()} for n in (0, 1)))
    called = dict.fromkeys(lines, 0)  # at the counters of each service
    places: dict[int, Place] = {}
    joins: dict[str, Place] = {}
    order = count()  # of two that are free at the same time, whichever was free first
    free = [(it.free_in_min, next(order), it, it.run) for it in servers]
    heapify(free)
    while free:
        at, _, server, run = heappop(free)
        due = _due(left, server, run, policy)
        if due is None:  # this counter has nobody left: whoever joins now is called here
            for service in server.services:
                joins.setdefault(service, Place(ahead=called[service], minutes=at))
            continue
        service, ticket_id, run = due
        places[ticket_id] = Place(ahead=called[service], minutes=at)
        for each in server.services:
            called[each] += 1
        heappush(free, (at + mean_min[service], next(order), server, run))
    return Places(places, joins)


class _Left(NamedTuple):
    """Who is not called yet, by service and class; whoever is due stands last."""

    regular: Mapping[str, list[Key]]
    privileged: Mapping[str, list[Key]]


def _due(left: _Left, server: Server, run: int, policy: Policy) -> tuple[str, int, int] | None:
    """Take out whoever a counter calls next: service, ticket id, and the run after the call."""
    for services in [[s] for s in server.services] if policy.in_order else [server.services]:
        regular, privileged = _first(services, left.regular), _first(services, left.privileged)
        if not regular and not privileged:
            continue
        is_privileged = is_privileged_due(
            left.regular[regular][-1] if regular else None,
            left.privileged[privileged][-1] if privileged else None,
            run,
            policy.ratio,
        )
        line, service = (left.privileged, privileged) if is_privileged else (left.regular, regular)
        _, ticket_id = line[service].pop()
        return service, ticket_id, next_run(run, is_privileged, somebody_regular=bool(regular))
    return None


def _first(services: Sequence[str], lines: Mapping[str, list[Key]]) -> str:
    """The service whose head is the earliest; empty when nobody waits."""
    found, earliest = "", None
    for service in services:
        line = lines[service]
        if line and (earliest is None or line[-1] < earliest):
            found, earliest = service, line[-1]
    return found
