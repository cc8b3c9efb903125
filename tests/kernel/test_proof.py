"""Whoever changes the memory behind the program's back is found out."""

import pytest

from queue_server.kernel import proof
from queue_server.kernel.proof import verify

JOURNAL = "hall_id, epoch, seq, at, kind, ticket_id, body, chain"
# The database refuses all of this; a thief with the file and time takes the guards away first.
GUARDS = {
    "sqlite": [
        "DROP TRIGGER journal_is_not_edited",
        "DROP TRIGGER journal_is_not_cut",
        "DROP TRIGGER journal_has_no_gaps",
    ],
    "postgresql": [
        "ALTER TABLE journal DISABLE TRIGGER USER",
    ],
}


@pytest.fixture
def busy(day):
    """Five people, one of them served and rated."""
    people = [day.arrives() for _ in range(5)]
    clerk = day.clerk(2)
    clerk.serves()
    day.rates(people[0], 5)
    return day


@pytest.fixture
def behind_its_back(hall, store, database):
    """Runs statements that the guards would refuse."""

    def tamper(*statements):
        def work(tx):
            for statement in (*GUARDS[database.partition(":")[0]], *statements):
                tx.query(statement)

        hall.do(work)

    return tamper


def test_a_day_is_whole(busy, hall):
    found = hall.ask(verify)

    assert found.problems == []
    assert (found.events, found.tickets) == (11, 5)


def test_a_check_that_compares_nothing_is_none(hall, monkeypatch):
    monkeypatch.setattr(proof, "_examiners", [])

    with pytest.raises(RuntimeError, match="no capability"):
        hall.ask(verify)


@pytest.mark.parametrize(
    ("how", "statements", "said"),
    [
        ("rating lost", ["DELETE FROM ratings"], "the rating of ticket 1 is not"),
        ("rating changed", ["UPDATE ratings SET value = 1"], "the rating of ticket 1 is not"),
        ("edited", ["UPDATE journal SET body = replace(body, 'A002', 'A022') WHERE seq = 3"], "3"),
        ("column", ["UPDATE journal SET at = at + 1 WHERE seq = 4"], "columns that differ"),
        ("removed", ["DELETE FROM journal WHERE seq = 5"], "rows are missing"),
        ("last removed", ["DELETE FROM journal WHERE seq = 11"], "rows are gone"),
        (
            "inserted",
            [
                f"INSERT INTO journal ({JOURNAL}) SELECT hall_id, epoch, 12, at, kind, ticket_id,"
                " body, chain FROM journal WHERE seq = 11"
            ],
            "does not follow",
        ),
        (
            "reordered",
            [
                "UPDATE journal SET seq = 99 WHERE seq = 3",
                "UPDATE journal SET seq = 3 WHERE seq = 4",
                "UPDATE journal SET seq = 4 WHERE seq = 99",
            ],
            "does not follow",
        ),
        ("chain", ["UPDATE journal SET chain = 'x' WHERE seq = 6"], "does not follow"),
        ("unreadable", ["UPDATE journal SET kind = 'TicketEaten' WHERE seq = 6"], "cannot be read"),
        ("table", ["UPDATE tickets SET number = 'A999' WHERE id = 2"], "not as its events say"),
        ("lost", ["DELETE FROM tickets WHERE id = 3"], "not in the tables"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_tampering_is_found(busy, hall, behind_its_back, how, statements, said):
    behind_its_back(*statements)

    problems = hall.ask(verify).problems

    assert problems
    assert any(said in problem for problem in problems), problems
