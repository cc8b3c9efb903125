"""How a line moved between two looks at it, in as few words as possible."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

MOST = 16  # moves; more are not worth telling one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How people stand who are called at the same counters.

    `first` are the tickets of the first of them, in order; `is_whole` when nobody comes after
    them. `waiting` is how many wait for these counters and for those that share their people.
    """

    first: Sequence[int]
    is_whole: bool
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Which places fell out (as they were counted before), and where somebody came in.

    `came` says the place and the ticket, in order of places as they are counted now.
    """

    left: Sequence[int]
    came: Sequence[tuple[int, int]]


def moves(
    before: Standing, after: Standing, touched: Collection[int], far: Mapping[int, int]
) -> Moves | None:
    """From one standing to the next; None when these words do not say it.

    `touched` are the tickets to which something happened meanwhile; `far` says the place of those
    of them who wait behind the first.
    """
    stood, stand = set(before.first), set(after.first)
    left = [n for n, who in enumerate(before.first) if who in touched and who not in stand]
    near = [(n, who) for n, who in enumerate(after.first) if who in touched and who not in stood]
    came = near + sorted((place, who) for who, place in far.items() if who not in stood)
    if len(left) + len(came) > MOST:
        return None
    if not before.is_whole and after.waiting != before.waiting - len(left) + len(came):
        return None  # somebody left whose place was not known
    moved = _moved(before.first, left, near)
    both = min(len(moved), len(after.first))
    if moved[:both] != list(after.first[:both]):
        return None
    if before.is_whole and after.is_whole and len(moved) != len(after.first):
        return None
    return Moves(left=left, came=came)


def _moved(
    first: Sequence[int], left: Collection[int], came: Sequence[tuple[int, int]]
) -> list[int]:
    line = [who for n, who in enumerate(first) if n not in left]
    for place, who in came:
        if place <= len(line):
            line.insert(place, who)
    return line
