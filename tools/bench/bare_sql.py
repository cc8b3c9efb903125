"""The limit of a unit of work: its own statements, recorded, said to the database in a loop."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from queue_server.store import Transaction, sql
from queue_server.store.postgres import translated
from queue_server.store.sqlite_file import connect
from tools.bench.halls import Measured

Execute = Callable[[str, Mapping[str, Any]], Sequence[Mapping[str, Any]]]
Recorded = list[tuple[str, dict[str, Any]]]


class Recorder:
    """Rows that write down what is said to them."""

    def __init__(self, rows: Any, said: Recorded) -> None:
        self._rows = rows
        self._said = said

    def execute(self, statement: str, **params: object) -> Any:
        """Run it, and remember it."""
        self._said.append((statement, dict(params)))
        return self._rows.execute(statement, **params)


class Loops:
    """The statements of one issue and of one call, each as a transaction of its own."""

    def __init__(self, url: str, it: Measured, pressed: Any, issue: Any, call: Any) -> None:
        self._connection, self._execute, self._begin = _raw(url)
        hall = {"hall": it.hall.id}
        pressed(it.hall, issue, 7)  # the first number of a day says more than the others
        self._issue = [(sql.HALL, hall), *_recorded(it, pressed, issue)]
        it.fill(200)
        self._call = [(sql.HALL, hall), *_recorded(it, pressed, call)]
        it.clear()
        self._count = 0

    def issue(self, _n: int) -> None:
        """One number."""
        self._play(self._issue, {})

    def call(self, n: int) -> None:
        """The next one, to a counter."""
        self._play(self._call, {"counter": f"Q{n + 1:02}", "counter_id": f"Q{n + 1:02}"})

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _play(self, recorded: Recorded, known: dict[str, Any]) -> None:
        self._count += 1
        known["key"] = f"bare-{id(self)}-{self._count}"
        self._execute(self._begin, {})
        for statement, params in recorded:
            # Only what differs from time to time; an order key is called `key` too, and is no text.
            mine = {
                name: known[name] if name in known and type(known[name]) is type(value) else value
                for name, value in params.items()
            }
            rows = self._execute(statement, mine)
            known |= _learned(statement, rows)
        self._execute("COMMIT", {})


def _learned(statement: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the next statements need to know of an answer."""
    if statement == sql.HALL:
        return {"seq": rows[0]["seq"] + 1}
    if statement == sql.NEXT_TICKET_ID:
        ticket = rows[0]["last_ticket_id"]
        return {"id": ticket, "ticket": ticket, "number": f"X{ticket}"}
    if statement == sql.HEAD and rows:
        return {"id": rows[0]["id"], "ticket": rows[0]["id"]}
    return {}


def _recorded(it: Measured, pressed: Any, work: Any) -> Recorded:
    said: Recorded = []

    def recording(tx: Transaction, n: int) -> Any:
        tx._db = Recorder(tx._db, said)
        return work(tx, n)

    pressed(it.hall, recording, 7)
    return said


def _raw(url: str) -> tuple[Any, Execute, str]:
    """A connection of the driver's own, how to say something to it, and how it begins to write."""
    if url.startswith("sqlite"):
        file = connect(Path(url.removeprefix("sqlite:///")))
        return file, lambda s, p: file.execute(s, p).fetchall(), "BEGIN IMMEDIATE"
    server = psycopg.connect(url, autocommit=True, row_factory=dict_row)

    def execute(statement: str, params: Mapping[str, Any]) -> Any:
        cursor = server.execute(translated(statement), params or None)
        return cursor.fetchall() if cursor.description else ()

    return server, execute, "BEGIN"
