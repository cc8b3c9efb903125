"""Who will be called when: the day played on from now, at the counters that are open.

One reading for everybody: how many are called before somebody, and after how many minutes of
work, come from the same play, by the same rule that calls them in the end.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count

from queue_server.domain.calling import Policy, chosen_id, explain, order_key, run_after
from queue_server.domain.tickets import Ticket


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


Places = tuple[dict[int, Place], dict[str, Place]]


def forecast(
    lines: Mapping[str, Iterable[Ticket]],
    servers: Sequence[Server],
    mean_min: Mapping[str, float],
    policy: Policy,
) -> Places:
    """The place of each ticket that some server may call, and of one who joins each line now.

    `mean_min` is how long each service takes.
    """
    halls = {service: _Line(waiting) for service, waiting in lines.items()}
    called = dict.fromkeys(halls, 0)  # at the counters of each service
    places: dict[int, Place] = {}
    joins: dict[str, Place] = {}
    order = count()  # of two that are free at the same time, whichever was free first
    free = [(it.free_in_min, next(order), it, it.run) for it in servers]
    heapify(free)
    while free:
        at, _, server, run = heappop(free)
        due = _due(halls, server, run, policy)
        if due is None:  # this counter has nobody left: whoever joins now is called here
            for service in server.services:
                joins.setdefault(service, Place(ahead=called[service], minutes=at))
            continue
        service, ticket_id, run = due
        places[ticket_id] = Place(ahead=called[service], minutes=at)
        for each in server.services:
            called[each] += 1
        heappush(free, (at + mean_min[service], next(order), server, run))
    return places, joins


class _Line:
    """Who waits for one service, regular and privileged, whoever is due last."""

    __slots__ = ("privileged", "regular")

    def __init__(self, waiting: Iterable[Ticket]) -> None:
        people = sorted(waiting, key=order_key, reverse=True)
        self.regular = [it for it in people if not it.privileged]
        self.privileged = [it for it in people if it.privileged]


def _due(
    lines: Mapping[str, _Line], server: Server, run: int, policy: Policy
) -> tuple[str, int, int] | None:
    """Take out whoever a counter calls next: service, ticket id, and the run after the call."""
    groups = [[s] for s in server.services] if policy.in_order else [server.services]
    for services in groups:
        regular = _first([lines[s].regular for s in services])
        privileged = _first([lines[s].privileged for s in services])
        if not regular and not privileged:
            continue
        heads = (regular[-1] if regular else None), (privileged[-1] if privileged else None)
        why = explain(*heads, run, policy)
        chosen = privileged if chosen_id(why) == why.privileged_id else regular
        ticket = chosen.pop()
        return ticket.service_id, ticket.id, run_after(why, ticket.id)
    return None


def _first(lines: Iterable[list[Ticket]]) -> list[Ticket]:
    """The line whose head is the earliest; an empty one when nobody waits."""
    return min((it for it in lines if it), key=lambda it: order_key(it[-1]), default=[])
