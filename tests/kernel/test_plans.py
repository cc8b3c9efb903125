"""A press costs the same after years: every statement over a long table goes by an index."""

import re

import pytest
from hall_clock import HandClock

from queue_server.desks import tables as of_desks
from queue_server.folder import commands as importing
from queue_server.hall import tables as of_hall
from queue_server.kernel import sql
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.paper import tables
from queue_server.ratings import tables as of_ratings
from queue_server.turns import image as in_memory
from queue_server.turns import series
from queue_server.turns import tables as of_turns
from tools.bench import history

LONG = r"tickets|journal|presses|series|slips"
TABLES = (sql, of_hall, of_desks, in_memory, of_turns, series, of_ratings, tables)
STATEMENTS = {name: it for module in TABLES for name, it in vars(module).items()}
FEW = "one_at_a_counter|slips_to_do"  # indexes of what is going on now, whatever the history
FACTS = {
    "after": 7, "before": 1, "copy": 0, "counter": "Q02", "day": "2026-11-25", "device": "kiosk1",
    "epoch": 1, "id": 7, "key": "key-7", "most": 100, "privileged": 0, "seq": 100,
    "longest_ms": 1, "series": "A", "service": "LLTP", "since": 1, "ticket": 7, "by": 1, "until": 9,
}  # fmt: skip
FACTS |= {f"id{n}": n for n in range(in_memory.SOME)}
ENDING = {
    "service_id": "LLTP", "state": "served", "key_at": 1, "counter_id": "Q02", "called_at": 1,
    "announced_at": 1, "started_at": 1, "ended_at": 1, "times_called": 1, "hold_reason": "",
    "left_open": 0, "longest_ms": 1, "rating": 5, "spool": "", "problem": "",
}  # fmt: skip
OVER_LONG_TABLES = sorted(
    name
    for name, text in STATEMENTS.items()
    if isinstance(text, str) and re.search(rf"\b(?:FROM|UPDATE) (?:{LONG})\b", text)
)


@pytest.fixture(scope="module")
def with_history(tmp_path_factory, cluster, floor):
    """A hall of each engine with 20,000 old tickets, as (engine, hall)."""
    stores, halls = [], {}
    file = tmp_path_factory.mktemp("history") / "hall.db"
    for engine, url in (("sqlite", f"sqlite:///{file}"), ("postgresql", cluster.database())):
        stores.append(open_store(url, HandClock()))
        halls[engine] = Hall(stores[-1], floor.hall.id)
        halls[engine].do(importing.import_floor, floor, by="test")
        history.add(halls[engine], engine, 20_000)
    yield halls
    for store in stores:
        store.close()


def plan(hall, engine, name) -> str:
    statement = STATEMENTS[name]
    wanted = set(re.findall(r":(\w+)", statement))
    facts = {k: v for k, v in (FACTS | ENDING).items() if k in wanted}
    how = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[engine]
    rows = hall.do(lambda tx: tx.query(f"{how} {statement}", **facts))
    return "\n".join(str(row["detail" if engine == "sqlite" else "QUERY PLAN"]) for row in rows)


def test_the_statements_that_matter_are_looked_at():
    hot = {"NOT_ENDED", "TICKET", "LAST_OF_SERIES", "PRESS", "EVENTS_SINCE"}

    assert hot <= set(OVER_LONG_TABLES)


@pytest.mark.parametrize("name", OVER_LONG_TABLES)
def test_sqlite_never_scans_history(with_history, name):
    said = plan(with_history["sqlite"], "sqlite", name)

    assert not re.search(rf"SCAN (?:{LONG})", said), said
    walks = [line for line in said.splitlines() if "(hall_id=?)" in line]
    assert not [line for line in walks if not re.search(FEW, line)], (
        "through all of the hall's rows"
    )


@pytest.mark.parametrize("name", OVER_LONG_TABLES)
def test_postgresql_never_scans_history(with_history, name):
    hall = with_history["postgresql"]
    hall.do(lambda tx: tx.query("ANALYZE"))
    said = plan(hall, "postgresql", name)

    assert not re.search(r"Seq Scan on (?:tickets|journal|presses|slips)", said), said
    walks = re.search(r"Index Cond: \(hall_id = '[^']*'::text\)$", said, re.MULTILINE)
    assert re.search(FEW, said) or not walks, said


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_who_is_here_is_read_without_those_who_left(with_history, engine):
    """Also those of today: their index ends where they leave."""
    said = plan(with_history[engine], engine, "NOT_ENDED")

    assert re.search(r"(?i)using (index )?not_ended", said), said


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
@pytest.mark.parametrize(
    ("name", "index"), [("ABSENT", "did_not_come"), ("DAY_OF_COUNTER", "of_counter")]
)
def test_a_desk_reads_its_own_day_and_nobody_elses(with_history, engine, name, index):
    said = plan(with_history[engine], engine, name)

    assert re.search(rf"(?i)(using (index )?|on ){index}", said), said
