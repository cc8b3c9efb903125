"""What every engine promises: whole units of work, durable, numbered without gaps."""

import sqlite3
import threading

import psycopg
import pytest

from queue_server.folder import commands as importing
from queue_server.hall.refusals import UnknownService
from queue_server.hall.tables import day_of
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.turns.commands.issuing import issue
from queue_server.turns.tables import Tickets


def test_a_unit_of_work_that_fails_leaves_nothing(day, hall):
    def half(tx):
        issue(tx, "LLTP", by="kiosk1")
        raise UnknownService(service="X")

    with pytest.raises(UnknownService):
        hall.do(half)

    assert day.arrives().number == "A001"


def test_what_was_acknowledged_is_there_after_opening_again(database, clock, floor):
    store = open_store(database, clock)
    hall = Hall(store, floor.hall.id)
    hall.do(importing.import_floor, floor, by="test")
    number = hall.do(issue, "LLTP", by="kiosk1").number
    store.close()

    again = open_store(database, clock)
    tickets = Hall(again, floor.hall.id).ask(lambda view: Tickets(view).of_day(day_of(view)))
    again.close()

    assert [t.number for t in tickets] == [number]


def test_presses_from_many_threads_get_numbers_of_their_own(hall):
    numbers, lock = [], threading.Lock()

    def press():
        for _ in range(25):
            ticket = hall.do(issue, "LLTP", by="kiosk1")
            with lock:
                numbers.append(ticket.number)

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == [f"A{n:03}" for n in range(1, 201)]
    seqs = [r.seq for r in hall.events_since(0)]
    assert seqs == list(range(1, 202))


def test_one_failing_unit_in_a_batch_does_not_touch_the_others(hall):
    """All wait behind one unit, so the writer takes them in one commit."""
    go, results = threading.Event(), {}

    def slow(tx):
        go.wait(5)
        return

    def press(name, service):
        try:
            results[name] = hall.do(issue, service, by="kiosk1").number
        except UnknownService:
            results[name] = "refused"

    threads = [threading.Thread(target=lambda: hall.do(slow))]
    threads += [
        threading.Thread(target=press, args=(n, "LLTP" if n % 3 else "NOPE")) for n in range(9)
    ]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()

    assert [results[n] for n in (0, 3, 6)] == ["refused"] * 3
    good = sorted(results[n] for n in results if n % 3)
    assert good == [f"A{n:03}" for n in range(1, 7)]


def test_a_reader_sees_one_moment(hall):
    """A press that commits while a query runs does not show half way through it."""
    seen, wrote = [], threading.Event()

    def query(view):
        seen.append(view.version)
        writer = threading.Thread(target=lambda: (hall.do(issue, "LLTP", by="k"), wrote.set()))
        writer.start()
        wrote.wait(5)
        seen.append(len(view.events_since(seen[0])))

    hall.ask(query)

    assert seen[1] == 0
    assert len(hall.events_since(seen[0])) == 1


def test_the_journal_is_chained_and_an_edit_breaks_the_chain(day, store, database):
    day.arrives(), day.arrives()
    rows = store.read(day.hall.id, lambda view: view.query("SELECT * FROM journal ORDER BY seq"))
    from queue_server.kernel.codec import link

    chain = ""
    for row in rows:
        kept = {k: row[k] for k in ("epoch", "seq", "kind", "body")}
        chain = link(chain, **kept)
        assert chain == row["chain"]
    edited = kept | {"body": kept["body"].replace("A002", "A003")}
    assert link(rows[-2]["chain"], **edited) != rows[-1]["chain"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = '{}' WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 2",
        "INSERT INTO journal (hall_id, epoch, seq, at, kind, body, chain)"
        " VALUES (:hall, 1, 99, 0, 'x', '{}', '')",
        "UPDATE tickets SET number = 'A001' WHERE id = 2",
        "UPDATE tickets SET state = 'called', counter_id = 'Q02'",
        "UPDATE tickets SET state = 'called', counter_id = NULL",
        "UPDATE tickets SET rating = 5 WHERE state = 'waiting'",
        "INSERT INTO ratings (hall_id, ticket_id, value, at) VALUES (:hall, 1, 6, 0)",
        "INSERT INTO ratings (hall_id, ticket_id, value, at)"
        " VALUES (:hall, 1, 5, 0), (:hall, 1, 4, 0)",
    ],
)
def test_the_database_itself_refuses_what_must_never_happen(day, hall, statement):
    day.arrives(), day.arrives()

    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
        hall.do(lambda tx: tx.query(statement))
