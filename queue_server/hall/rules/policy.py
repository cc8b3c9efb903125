"""How a hall calls: the parameters of the rule (see turns), as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

NO_LIMIT = 1_000_000  # more calls in a row than any day holds


FOREVER_MIN = 10_000_000  # a head start no waiting time reaches


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The hall's calling rule, as data.

    `ratio` is the most privileged calls in a row while a regular person waits. `bonus_min`
    overrides the head start, in minutes, of every privileged group when set. `return_bonus_min`
    is the head start of someone who comes back after missing a call. With `in_order` a counter
    empties its first service before the next; otherwise all its services are equal.
    """

    name: str = "virtual_arrival"
    ratio: int = 2
    bonus_min: int | None = None
    return_bonus_min: int = 20
    in_order: bool = False

    def bonus(self, group_bonus_min: int) -> timedelta:
        """The head start of a group that the hall's list gives `group_bonus_min` minutes."""
        minutes = group_bonus_min if self.bonus_min is None else self.bonus_min
        return timedelta(minutes=minutes if group_bonus_min > 0 else 0)


PRESETS: Mapping[str, Policy] = MappingProxyType(
    {
        "virtual_arrival": Policy(),
        "first_come": Policy(name="first_come", bonus_min=0, ratio=NO_LIMIT, return_bonus_min=0),
        "strict_priority": Policy(name="strict_priority", bonus_min=FOREVER_MIN, ratio=NO_LIMIT),
        "alternate": Policy(name="alternate", bonus_min=FOREVER_MIN, ratio=2),
        "time_credit": Policy(name="time_credit", ratio=NO_LIMIT),
    }
)
