"""The limit of a unit of work: its own statements, recorded, said to the database in a loop.

They are about a hall of their own in the same database, of which no program has an image.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from queue_server.desks.tables import DESK_ROWS
from queue_server.hall.tables import floor_of
from queue_server.kernel import sql
from queue_server.kernel.engines.postgres.connection import translated
from queue_server.kernel.engines.sqlite.database_file import connect
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns.image import TICKET_ROWS
from queue_server.turns.rules.tickets import State, Ticket
from tools.bench.halls import COUNTERS, Measured, engine_of

BARE = "BARE"
HALL = {"hall": BARE}
SERVED = "UPDATE tickets SET state = 'served' WHERE hall_id = :hall AND state = 'called'"
WAITING = """
SELECT * FROM tickets WHERE hall_id = :hall AND state = 'waiting' ORDER BY id DESC LIMIT 100
"""
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

    def execute_many(self, statement: str, params: Sequence[Mapping[str, Any]]) -> None:
        """Run it, and remember each."""
        self._said += [(statement, dict(it)) for it in params]
        self._rows.execute_many(statement, params)


class Loops:
    """The statements of one issue and of one call, each as a transaction of its own."""

    def __init__(self, url: str, pressed: Any, issue: Any, call: Any) -> None:
        self._connection, self._execute, self._begin = _raw(url)
        self._execute(SERVED, HALL)  # whom an earlier run called
        it = Measured(url, BARE)
        if not it.hall.ask(lambda view: floor_of(view).services):
            it.furnish(0, engine_of(url))
        pressed(it.hall, issue, 7)  # the first number of a day says more than the others
        self._issue = _recorded(it, pressed, issue)
        self._call = _recorded(it, pressed, call)
        it.clear()
        it.store.close()
        self._count = 0
        self._line: list[Ticket] = []

    def issue(self, _n: int) -> None:
        """One number."""

        def number(hall: Mapping[str, Any]) -> dict[str, Any]:
            new = hall["last_ticket_id"] + 1
            ids = {"id": new, "ticket": new, "last_ticket_id": new}
            return ids | {"number": f"X{new}", "series": "X", "last": new}

        self._play(self._issue, number)

    def ready(self) -> None:
        """Let somebody wait for each counter, and nobody be there."""
        self._execute(SERVED, HALL)
        for n in range(COUNTERS):
            self.issue(n)
        self._line = [TICKET_ROWS.of(row) for row in self._execute(WAITING, HALL)]

    def call(self, n: int) -> None:
        """Somebody who waits, to a counter."""
        who, counter = self._line.pop(), f"Q{n + 1:02}"
        called = TICKET_ROWS.params(who.moved(state=State.CALLED, counter_id=counter))
        self._play(self._call, lambda _: called | {"ticket": who.id})

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _play(self, recorded: Recorded, known: Callable[[Mapping[str, Any]], Any]) -> None:
        self._count += 1
        self._execute(self._begin, {})
        [hall] = self._execute(sql.HALL, HALL)
        mine = known(hall) | {"seq": hall["seq"] + 1, "key": f"bare-{id(self)}-{self._count}"}
        for statement, params in recorded:
            # Only what differs from time to time. A desk's state is not the ticket's.
            same = {"state"} if statement == DESK_ROWS.save else set()
            said = {k: v if k in same else mine.get(k, v) for k, v in params.items()}
            self._execute(statement, said)
        self._execute("COMMIT", {})


def _recorded(it: Measured, pressed: Any, work: Any) -> Recorded:
    said: Recorded = []

    def recording(tx: Transaction, n: int) -> Any:
        tx._writing.db = Recorder(tx._writing.db, said)
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
