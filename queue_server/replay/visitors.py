"""The people of one day, from a file: when each came, what for, how long it took, who left."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from queue_server.folder.cells import (
    identifier,
    number,
    one_of,
    optional,
    procedure_code,
    text,
    whole,
)
from queue_server.folder.problems import BadFolder, Problem, Wrong
from queue_server.folder.table import Column, Table
from queue_server.replay.words import said

NOBODY_SPECIAL = "THUONG"  # the file's word for a visitor in no priority group
SPREAD_S = 300  # a repeated visitor comes up to so many seconds before or after the first


def _moment(cell: str) -> datetime:
    try:
        return datetime.strptime(cell, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 (wall clock)
    except ValueError:
        wrong = said("{cell!r} is no moment").filled(cell=cell[:30])
        raise Wrong(wrong, said("Write it like 2026-11-25 07:00:19")) from None


COLUMNS = (
    Column(name="n", read=whole(1, 999_999), means="a count", unique=True),
    Column(name="arrived_at", read=_moment, means="when they took a number, local time"),
    Column(name="group_id", read=identifier, means="the service"),
    Column(name="ticket", read=text(10), means="the number they got", optional=True),
    Column(name="procedure_code", read=procedure_code, means="the procedure", optional=True),
    Column(name="priority", read=identifier, means=f"a priority group, or {NOBODY_SPECIAL}"),
    Column(name="taken_at", read=text(40), means="where they took the number", optional=True),
    Column(name="service_min", read=number(0, 480), means="minutes at the counter"),
    Column(
        name="leaves_after_min",
        read=optional(number(0, 600)),
        means="minutes until they give up; empty: never",
        optional=True,
    ),
    Column(
        name="rating_1_5",
        read=optional(one_of("1", "2", "3", "4", "5")),
        means="how they rate; empty: not",
        optional=True,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """One visit. `arrives` is local wall time; minutes are of the hall's clock."""

    n: int
    arrives: datetime
    service_id: str
    service_min: float
    procedure_code: str | None = None
    priority_group: str | None = None
    leaves_after_min: float | None = None
    rating: int | None = None


def read(file: Path) -> list[Visitor]:
    """The visitors of a day's file, in order of arrival. Raises BadFolder with every bad row."""
    problems: list[Problem] = []
    table = Table(file, COLUMNS, problems)
    if not table.lines and not problems:
        table.blame(0, "", said("it has no visitors"), said("Add a row"))
    if problems:
        raise BadFolder(problems)
    return sorted((_visitor(line.cells) for line in table.lines), key=lambda v: v.arrives)


def scaled(visitors: Sequence[Visitor], count: int) -> list[Visitor]:
    """The same day with another number of visitors; the same number gives the same day.

    Fewer are picked evenly; more are repeated at moments nearby.
    """
    if count <= len(visitors):
        return [visitors[i * len(visitors) // count] for i in range(count)]
    chance = random.Random(count)  # noqa: S311 (no secret)
    more = [
        _nearby(v, n, chance, visitors)
        for n, v in enumerate(chance.choices(visitors, k=count - len(visitors)), start=1)
    ]
    return sorted([*visitors, *more], key=lambda v: v.arrives)


def _nearby(
    visitor: Visitor, n: int, chance: random.Random, visitors: Sequence[Visitor]
) -> Visitor:
    at = visitor.arrives.timestamp() + chance.uniform(-SPREAD_S, SPREAD_S)
    first, last = visitors[0].arrives.timestamp(), visitors[-1].arrives.timestamp()
    moment = datetime.fromtimestamp(min(max(at, first), last))  # noqa: DTZ006
    return replace(visitor, n=visitors[-1].n + n, arrives=moment)


def _visitor(row: Mapping[str, Any]) -> Visitor:
    group = row["priority"]
    return Visitor(
        n=row["n"],
        arrives=row["arrived_at"],
        service_id=row["group_id"],
        service_min=row["service_min"],
        procedure_code=row["procedure_code"],
        priority_group=None if group == NOBODY_SPECIAL else group,
        leaves_after_min=row["leaves_after_min"],
        rating=int(row["rating_1_5"]) if row["rating_1_5"] else None,
    )
