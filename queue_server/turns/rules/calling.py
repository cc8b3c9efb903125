"""Whose turn it is: virtual arrival with a ratio guard, and the reason for each choice.

Every ticket waits under a static key: its arrival, less a head start for the group it belongs to.
The smallest key goes first; after `ratio` people with a head start in a row, someone without one
who is waiting goes next. How many categories of people have one is all the same. First come first
served, strict priority and m:1 are the same rule with other parameters (see policy).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar, overload

from queue_server.hall.rules.policy import Policy


class Branch(StrEnum):
    """Which line of the rule decided."""

    ONLY_REGULAR = "only_regular"
    ONLY_PRIVILEGED = "only_privileged"
    PRIVILEGED_EARLIER = "privileged_earlier"
    REGULAR_EARLIER = "regular_earlier"
    RATIO_REACHED = "ratio_reached"
    BY_HAND = "by_hand"


REGULAR, PRIVILEGED = "regular", "privileged"  # without a head start, and with one


class Waiting(Protocol):
    """What the rule needs to know of a ticket that waits. `category` is one of the people who stand
    in one order: the regular, or one of any number that have a head start.
    """

    @property
    def id(self) -> int: ...
    @property
    def key_at(self) -> datetime: ...
    @property
    def category(self) -> str: ...


W = TypeVar("W", bound=Waiting)
Key = tuple[datetime, int]  # order key and ticket id: the smaller is the earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Who is first of one category."""

    category: str
    key_at: datetime
    ticket_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The stored reason of one call: who was first of each category, the run before it and the
    branch taken. From these alone `chosen_id` gives the same choice again.

    `by_hand` is whom somebody chose, whoever was due.
    """

    branch: Branch
    run: int = 0
    ratio: int = 0
    heads: tuple[Head, ...] = ()
    policy: str = "virtual_arrival"
    by_hand: int | None = None


def order_key(ticket: Waiting) -> Key:
    """Who is earlier: the smaller key, and at the same key the number issued first."""
    return ticket.key_at, ticket.id


def explain(heads: Iterable[Head], run: int, policy: Policy) -> Why:
    """Say who of the heads is due, as the reason that will be stored. One must exist."""
    known = tuple(heads)
    regular, privileged = _first_two(known)
    branch = _branch(regular, privileged, run, policy.ratio)
    return Why(branch=branch, run=run, ratio=policy.ratio, heads=known, policy=policy.name)


def choose(ticket_id: int, heads: Iterable[Head], run: int, policy: Policy) -> Why:
    """Say that somebody was chosen by hand, whoever of the heads was due."""
    return Why(
        branch=Branch.BY_HAND,
        run=run,
        ratio=policy.ratio,
        heads=tuple(heads),
        policy=policy.name,
        by_hand=ticket_id,
    )


def chosen_id(why: Why) -> int:
    """The ticket a reason chose, worked out again from its own figures."""
    return _chosen(why).ticket_id if why.by_hand is None else why.by_hand


def is_privileged_due(regular: Key | None, privileged: Key | None, run: int, ratio: int) -> bool:
    """The rule itself: of who is first without a head start and who is first with one, is it the
    turn of the latter? One must exist.
    """
    if regular is None or privileged is None:
        return regular is None
    return privileged < regular and run < ratio


def run_after(why: Why) -> int:
    """How many privileged calls in a row a counter has made, after this one. One by hand is outside
    the rule, and changes nothing for those who wait by it.
    """
    if why.by_hand is not None:
        return why.run
    is_privileged = _chosen(why).category != REGULAR
    is_before = any(head.category == REGULAR for head in why.heads)
    return next_run(why.run, is_privileged, somebody_regular=is_before)


def next_run(run: int, is_privileged: bool, *, somebody_regular: bool) -> int:
    """The run after a call: only a privileged one that went before somebody counts."""
    if not is_privileged:
        return 0
    return run + 1 if somebody_regular else run


def due(waiting: Iterable[Waiting], run: int, policy: Policy) -> Why | None:
    """Decide among everyone who waits: the plain O(n) reading of the rule, for lists and tests."""
    heads = [head_of(line[0]) for line in _lines(waiting).values()]
    return explain(heads, run, policy) if heads else None


def sequence(
    waiting: Iterable[W], policy: Policy, run: int = 0, *, most: int | None = None
) -> list[W]:
    """The order in which one counter would call these people if nobody else came; so many."""
    lines = _lines(waiting)
    called: list[W] = []
    while lines and len(called) != most:
        why = explain([head_of(line[0]) for line in lines.values()], run, policy)
        run, category = run_after(why), _chosen(why).category
        called.append(lines[category].pop(0))
        if not lines[category]:
            del lines[category]
    return called


def head_of(ticket: Waiting) -> Head:
    """Somebody as the first of their category."""
    return Head(category=ticket.category, key_at=ticket.key_at, ticket_id=ticket.id)


def _lines(waiting: Iterable[W]) -> dict[str, list[W]]:
    """Who waits, by category, each in order."""
    lines: dict[str, list[W]] = {}
    for ticket in sorted(waiting, key=order_key):
        lines.setdefault(ticket.category, []).append(ticket)
    return lines


def _chosen(why: Why) -> Head:
    regular, privileged = _first_two(why.heads)
    is_privileged = is_privileged_due(_key(regular), _key(privileged), why.run, why.ratio)
    head = privileged if is_privileged else regular
    assert head is not None
    return head


def _first_two(heads: Iterable[Head]) -> tuple[Head | None, Head | None]:
    """Who is first without a head start, and who is first of all who have one."""
    regular = [head for head in heads if head.category == REGULAR]
    others = [head for head in heads if head.category != REGULAR]
    return min(regular, key=_key, default=None), min(others, key=_key, default=None)


def _branch(regular: Head | None, privileged: Head | None, run: int, ratio: int) -> Branch:
    if privileged is None:
        return Branch.ONLY_REGULAR
    if regular is None:
        return Branch.ONLY_PRIVILEGED
    if _key(regular) < _key(privileged):
        return Branch.REGULAR_EARLIER
    return Branch.PRIVILEGED_EARLIER if run < ratio else Branch.RATIO_REACHED


@overload
def _key(head: Head) -> Key: ...
@overload
def _key(head: None) -> None: ...
@overload
def _key(head: Head | None) -> Key | None: ...
def _key(head: Head | None) -> Key | None:
    return None if head is None else (head.key_at, head.ticket_id)
