"""Who may press what: the roles of people and devices."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from queue_server.hall.words import said
from words import Text


class Role(StrEnum):
    """What a device or a person is in the hall."""

    KIOSK = "kiosk"
    DISPLAY = "display"
    CLERK = "clerk"
    HELPER = "helper"
    MANAGER = "manager"
    ADMIN = "admin"
    INTEGRATION = "integration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Someone let in. `name` goes into the journal; `counter_id` is the counter they sit at.

    Who `is_bound` to it was let in for that counter only.
    """

    name: str
    role: Role
    counter_id: str | None = None
    is_bound: bool = False


STAFF = frozenset({Role.CLERK, Role.HELPER, Role.MANAGER, Role.ADMIN})
GIVES_NUMBERS = frozenset({Role.KIOSK, Role.HELPER, Role.CLERK, Role.MANAGER, Role.INTEGRATION})
PRESSED_BY_HAND = frozenset({Role.KIOSK, Role.HELPER, Role.CLERK})  # programs may be quicker
CALLS = frozenset({Role.CLERK, Role.MANAGER})
TENDS_THE_LINE = CALLS | {Role.HELPER}
READS_THE_JOURNAL = frozenset({Role.MANAGER, Role.ADMIN, Role.INTEGRATION})
READS_THE_METRICS = frozenset({Role.ADMIN, Role.INTEGRATION})
RUNS_THE_HALL = frozenset({Role.MANAGER, Role.ADMIN})
ANYONE_KNOWN = frozenset(Role)

NOBODY, ANYBODY = said("nobody", "role"), said("caller", "role")
# How a role is called.
ROLE_WORDS: Mapping[Role, Text] = {
    Role.KIOSK: said("touchscreen", "role"),
    Role.DISPLAY: said("board", "role"),
    Role.CLERK: said("clerk", "role"),
    Role.HELPER: said("helper", "role"),
    Role.MANAGER: said("manager", "role"),
    Role.ADMIN: said("administrator", "role"),
    Role.INTEGRATION: said("another program", "role"),
}
