"""A bug that somebody might write one day: a few changed words in a copy of the program."""

from dataclasses import dataclass

COMMANDS, DOMAIN, STORE = "queue_server/commands", "queue_server/domain", "queue_server/store"


@dataclass(frozen=True, kw_only=True)
class Bug:
    """`changes` are (file, the text that is there once, the text instead)."""

    name: str
    changes: tuple[tuple[str, str, str], ...]


def bug(name: str, *changes: tuple[str, str, str]) -> Bug:
    return Bug(name=name, changes=changes)
