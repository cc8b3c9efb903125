"""Reading a whole folder: every file, then what one file says of another."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from queue_server.folder.columns import FILES
from queue_server.folder.house import House
from queue_server.folder.problems import BadFolder, Problem
from queue_server.folder.table import Line, Table
from queue_server.folder.words import said
from queue_server.hall.rules.floor import Floor
from queue_server.hall.rules.floor_data import (
    Agency,
    Counter,
    PriorityGroup,
    Procedure,
    Reason,
    Service,
)
from queue_server.kernel.typed_text import composed

T = TypeVar("T")
WORKING_DAY = "lam_bu"
NEEDED = ("agencies.csv", "services.csv", "counters.csv", "procedures.csv")
HELPS = "huong_dan"  # a counter where people are helped without a number
NAMED = re.compile(r"(?:quầy|counter)\s+(?:số\s+)?([0-9]{1,9})", re.IGNORECASE)
NOT_OURS = frozenset({"status", "basis"})  # columns for the reader of the file alone


def read(folder: Path) -> Floor:
    """The hall described in a folder. Raises BadFolder with every problem there is."""
    problems: list[Problem] = []
    tables = {name: Table(folder / name, columns, problems) for name, columns in FILES.items()}
    _check_there_is_something(tables)
    _check_references(tables)
    house = House(folder, problems)
    _check_named(house, tables["counters.csv"])
    holidays = [line.cells for line in tables["holidays.csv"].lines]
    days_off = {h["date"]: h["name"] for h in holidays if h["kind"] != WORKING_DAY}
    working = frozenset(h["date"] for h in holidays if h["kind"] == WORKING_DAY)
    hall, hours, policy = house.hall(), house.hours(days_off, working), house.policy()
    slip = house.slip()
    if problems or hall is None or hours is None:
        raise BadFolder(problems)
    return Floor(
        hall=hall,
        hours=hours,
        policy=policy,
        agencies=_all(Agency, tables["agencies.csv"]),
        services=_all(Service, tables["services.csv"]),
        counters=_all(Counter, tables["counters.csv"]),
        procedures=_all(Procedure, tables["procedures.csv"]),
        priority_groups=_all(PriorityGroup, tables["priority_groups.csv"]),
        reasons=_all(Reason, tables["reasons.csv"]),
        slip=slip,
    )


def _all(kind: type[T], table: Table) -> tuple[T, ...]:
    return tuple(kind(**_cells(line)) for line in table.lines)


def _cells(line: Line) -> dict[str, Any]:
    """The cells of a row without the empty ones: those keep the default of their kind."""
    return {k: v for k, v in line.cells.items() if v is not None and k not in NOT_OURS}


def _check_there_is_something(tables: dict[str, Table]) -> None:
    for name in NEEDED:
        if tables[name].is_good and not tables[name].lines:
            tables[name].blame(
                0, "", said("there is no row under its first line"), said("Add one for each")
            )


def _check_named(house: House, counters: Table) -> None:
    """A sentence that sends people to a counter sends them where somebody receives them."""
    if not counters.is_good:
        return
    receives = {
        row.cells["number"]
        for row in counters.lines
        if row.cells["service_ids"] or row.cells["kind"] == HELPS
    }
    for where, sentence in house.sentences():
        for number in map(int, NAMED.findall(composed(sentence))):
            if number not in receives:
                do = said("Name one of counters.csv that has services, or is there to help")
                house.blame(
                    where,
                    said("nobody receives people at counter {number}").filled(number=number),
                    do,
                )


def _check_references(tables: dict[str, Table]) -> None:
    agencies = _ids(tables["agencies.csv"])
    services = _ids(tables["services.csv"])
    _refer(tables["services.csv"], "agency_ids", agencies)
    _refer(tables["counters.csv"], "agency_ids", agencies)
    _refer(tables["counters.csv"], "service_ids", services)
    _refer(tables["procedures.csv"], "agency_id", agencies)
    _refer(tables["procedures.csv"], "service_id", services)
    _check_served(tables["services.csv"], tables["counters.csv"])


def _refer(table: Table, column: str, known: frozenset[str] | None) -> None:
    if known is None:  # that file has mistakes of its own: these would only follow from them
        return
    for line in table.lines:
        for name in _several(line.cells[column]):
            if name not in known:
                do = said("Use one of: {known}").filled(known=", ".join(sorted(known))[:200])
                table.blame(line.number, column, said("there is no {name}").filled(name=name), do)


def _check_served(services: Table, counters: Table) -> None:
    """A service no counter calls would leave people waiting for ever."""
    if not (services.is_good and counters.is_good):
        return
    served = {s for line in counters.lines for s in line.cells["service_ids"] or ()}
    for line in services.lines:
        if line.cells["id"] not in served:
            do = said("Add it to service_ids of a counter")
            services.blame(
                line.number,
                "id",
                said("no counter serves {service}").filled(service=line.cells["id"]),
                do,
            )


def _ids(table: Table) -> frozenset[str] | None:
    return frozenset(line.cells["id"] for line in table.lines) if table.is_good else None


def _several(value: Any) -> Iterable[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
