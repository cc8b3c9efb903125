"""The calling rule as people write it: a preset, and what a hall changes in it."""

from dataclasses import replace
from pathlib import Path

import msgspec

from queue_server.folder import cells
from queue_server.folder.checks import Checks
from queue_server.folder.document import parsed
from queue_server.folder.files import text_of
from queue_server.folder.problems import BadFolder, Problem
from queue_server.folder.words import said
from queue_server.hall.rules.policy import PRESETS, Policy

USUAL = "virtual_arrival"
# What a hall may change in a preset, from and to; minutes are of one day.
NUMBERS = {"ratio": (1, 1000), "bonus_min": (0, 1440), "return_bonus_min": (0, 1440)}
LARGEST_FILE = 64 * 1024


class PolicyRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A preset of the calling rule and what this hall changes in it."""

    preset: str = USUAL
    ratio: int | None = None
    bonus_min: int | None = None
    return_bonus_min: int | None = None
    in_order: bool | None = None


class PolicyFile(msgspec.Struct, kw_only=True):
    """A file with a rule in it: hall.yaml, or its `policy:` alone."""

    policy: PolicyRow


def calling_rule(row: PolicyRow, checks: Checks) -> Policy:
    """The rule of a row; what is wrong with it is noted."""
    preset = checks.read("policy.preset", cells.one_of(*PRESETS), row.preset)
    changes = {
        name: value for name in (*NUMBERS, "in_order") if (value := getattr(row, name)) is not None
    }
    for name, (least, most) in NUMBERS.items():
        if not least <= changes.get(name, least) <= most:
            wrong = said("{value} is out of bounds").filled(value=str(changes[name])[:20])
            do = said("Write {least} to {most}").filled(least=least, most=most)
            checks.blame(f"policy.{name}", wrong, do)
    return replace(PRESETS[preset or USUAL], **changes)


def read_calling_rule(file: Path) -> Policy:
    """The rule in a file. Raises BadFolder with every problem there is."""
    problems: list[Problem] = []
    checks = Checks(problems, file.name)
    see = said("Write policy: as in halls/demo/hall.yaml")
    content = checks.read("", text_of, file, LARGEST_FILE)
    row = parsed(content, PolicyFile, checks.blame, see) if content else None
    policy = calling_rule(row.policy, checks) if row else None
    if policy is None or problems:
        raise BadFolder(problems)
    return policy
