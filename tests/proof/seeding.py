"""A bug that somebody might write one day: a few changed words in a copy of the program."""

from dataclasses import dataclass

TURNS, KERNEL = "queue_server/turns", "queue_server/kernel"
COMMANDS, RULES = f"{TURNS}/commands", f"{TURNS}/rules"
DESKS, RATING = "queue_server/desks/commands.py", "queue_server/ratings/commands.py"
HOURS = "queue_server/hall/rules/hours.py"


@dataclass(frozen=True, kw_only=True)
class Bug:
    """`changes` are (file, the text that is there once, the text instead)."""

    name: str
    changes: tuple[tuple[str, str, str], ...]


def bug(name: str, *changes: tuple[str, str, str]) -> Bug:
    return Bug(name=name, changes=changes)
