"""Whose turn it is: virtual arrival with a ratio guard, and the reason for each choice.

Every ticket waits under a static key: its arrival, less a head start for the group it belongs to.
The smallest key goes first; after `ratio` people with a head start in a row, someone without one
who is waiting goes next. First come first served, strict priority and m:1 are the same rule with
other parameters (PRESETS).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from queue_server.hall.rules.policy import Policy


class Branch(StrEnum):
    """Which line of the rule decided."""

    ONLY_REGULAR = "only_regular"
    ONLY_PRIVILEGED = "only_privileged"
    PRIVILEGED_EARLIER = "privileged_earlier"
    REGULAR_EARLIER = "regular_earlier"
    RATIO_REACHED = "ratio_reached"
    BY_HAND = "by_hand"


class Waiting(Protocol):
    """What the rule needs to know of a ticket that waits."""

    @property
    def id(self) -> int: ...
    @property
    def key_at(self) -> datetime: ...
    @property
    def privileged(self) -> bool: ...


W = TypeVar("W", bound=Waiting)
Key = tuple[datetime, int]  # order key and ticket id: the smaller is the earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The stored reason of one call: both heads' keys, the run before it and the branch taken.

    From these alone `decide` gives the same choice again.
    """

    branch: Branch
    run: int = 0
    ratio: int = 0
    regular_id: int | None = None
    regular_key: datetime | None = None
    privileged_id: int | None = None
    privileged_key: datetime | None = None
    policy: str = "virtual_arrival"


def order_key(ticket: Waiting) -> Key:
    """Who is earlier: the smaller key, and at the same key the number issued first."""
    return ticket.key_at, ticket.id


def explain(regular: Waiting | None, privileged: Waiting | None, run: int, policy: Policy) -> Why:
    """Say who of the two heads is due, as the reason that will be stored. One must exist."""
    return Why(
        branch=_branch(regular, privileged, run, policy.ratio),
        run=run,
        ratio=policy.ratio,
        regular_id=regular.id if regular else None,
        regular_key=regular.key_at if regular else None,
        privileged_id=privileged.id if privileged else None,
        privileged_key=privileged.key_at if privileged else None,
        policy=policy.name,
    )


def chosen_id(why: Why) -> int:
    """The ticket a reason chose, worked out again from its own figures."""
    regular, privileged = (
        _head(why.regular_key, why.regular_id),
        _head(why.privileged_key, why.privileged_id),
    )
    head = privileged if is_privileged_due(regular, privileged, why.run, why.ratio) else regular
    assert head is not None
    return head[1]


def is_privileged_due(regular: Key | None, privileged: Key | None, run: int, ratio: int) -> bool:
    """The rule itself: of the two heads, is it the turn of the privileged one? One must exist."""
    if regular is None or privileged is None:
        return regular is None
    return privileged < regular and run < ratio


def run_after(why: Why, ticket_id: int) -> int:
    """How many privileged calls in a row a counter has made, after this one."""
    is_privileged = ticket_id == why.privileged_id
    return next_run(why.run, is_privileged, somebody_regular=why.regular_id is not None)


def next_run(run: int, is_privileged: bool, *, somebody_regular: bool) -> int:
    """The run after a call: only a privileged one that went before somebody counts."""
    if not is_privileged:
        return 0
    return run + 1 if somebody_regular else run


def due(waiting: Iterable[Waiting], run: int, policy: Policy) -> Why | None:
    """Decide among everyone who waits: the plain O(n) reading of the rule, for lists and tests."""
    tickets = list(waiting)
    regular = min((t for t in tickets if not t.privileged), key=order_key, default=None)
    privileged = min((t for t in tickets if t.privileged), key=order_key, default=None)
    if regular is None and privileged is None:
        return None
    return explain(regular, privileged, run, policy)


def sequence(waiting: Iterable[W], policy: Policy, run: int = 0) -> list[W]:
    """The order in which one counter would call these people if nobody else came."""
    tickets = list(waiting)
    regular = sorted((t for t in tickets if not t.privileged), key=order_key, reverse=True)
    privileged = sorted((t for t in tickets if t.privileged), key=order_key, reverse=True)
    called: list[W] = []
    while regular and privileged:
        why = explain(regular[-1], privileged[-1], run, policy)
        next_id = chosen_id(why)
        run = run_after(why, next_id)
        line = privileged if next_id == why.privileged_id else regular
        called.append(line.pop())
    return called + regular[::-1] + privileged[::-1]


def _branch(regular: Waiting | None, privileged: Waiting | None, run: int, ratio: int) -> Branch:
    if privileged is None:
        return Branch.ONLY_REGULAR
    if regular is None:
        return Branch.ONLY_PRIVILEGED
    if order_key(regular) < order_key(privileged):
        return Branch.REGULAR_EARLIER
    return Branch.PRIVILEGED_EARLIER if run < ratio else Branch.RATIO_REACHED


def _head(key: datetime | None, ticket_id: int | None) -> Key | None:
    return None if key is None or ticket_id is None else (key, ticket_id)
