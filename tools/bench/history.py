"""A long history, made by the database itself: years of tickets that ended, and their journal."""

from queue_server.kernel.door import Hall
from queue_server.kernel.unit_of_work import Transaction

PER_DAY = 400  # visitors of a busy hall
EVENTS = 4  # of each visit: issued, called, started, finished
KEYS = 20_000  # idempotency keys of a week

DAYS_BEFORE = {
    "sqlite": "date('2026-11-24', '-' || (i / 400) || ' days')",
    "postgresql": "CAST(DATE '2026-11-24' - CAST(i / 400 AS int) AS text)",
}
COUNTED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
TICKETS = """
INSERT INTO tickets (hall_id, id, number, day, series, service_id, state, privileged, device,
    issued_at, key_at, counter_id, called_at, announced_at, started_at, ended_at, times_called)
{counted} SELECT :hall, i, 'A' || (100 + i % 400), {day}, 'LLTP', 'LLTP', 'served', 0, 'kiosk1',
    1700000000000 + i, 1700000000000 + i, 'Q02', 1700000600000 + i, 1700000600000 + i,
    1700000660000 + i, 1700001000000 + i, 1 FROM n
"""
JOURNAL = """
INSERT INTO journal (hall_id, epoch, seq, at, kind, ticket_id, body, chain)
{counted} SELECT :hall, 1, :after + i, 1700000000000 + i,
    CASE i % 4 WHEN 0 THEN 'TicketFinished' WHEN 1 THEN 'TicketIssued' WHEN 2 THEN 'TicketCalled'
    ELSE 'TicketStarted' END, (i + 3) / 4, :body, :chain FROM n
"""
PRESSES = """
INSERT INTO presses (hall_id, device, key, fingerprint, status, answer, at)
{counted} SELECT :hall, 'kiosk1', 'key-' || i, :chain, 201, :body, 1764000000000 + i FROM n
"""
SLIPS = """
INSERT INTO slips (hall_id, ticket_id, copy, device, state, language, wanted_at)
{counted} SELECT :hall, i, 0, 'kiosk1', 'confirmed', 'vi', 1700000000000 + i FROM n
"""
SERIES = """
INSERT INTO series (hall_id, day, series, last)
{counted} SELECT :hall, {day}, 'LLTP', 400 FROM n WHERE i % 400 = 0
"""
GUARD_OFF = {
    "sqlite": "DROP TRIGGER journal_has_no_gaps",  # it looks back once per row
    "postgresql": "ALTER TABLE journal DISABLE TRIGGER USER",
}


def add(hall: Hall, engine: str, tickets: int) -> None:
    """Give a hall so many tickets of earlier days, served, with slips, events and a week of keys.

    For measuring only: the rows are as large as real ones, the journal's chain is not real.
    """

    def work(tx: Transaction) -> None:
        facts = {"body": BODY, "chain": "c" * 64}
        tx.query(GUARD_OFF[engine])
        for statement, count, more in (
            (TICKETS, tickets, {}),
            (SLIPS, tickets, {}),
            (SERIES, tickets, {}),
            (JOURNAL, tickets * EVENTS, {**facts, "after": tx.version}),
            (PRESSES, KEYS, facts),
        ):
            text = statement.format(counted=COUNTED, day=DAYS_BEFORE[engine])
            tx.query(text, count=count, **more)
        tx.query(
            "UPDATE halls SET seq = seq + :events, last_ticket_id = :tickets WHERE id = :hall",
            events=tickets * EVENTS,
            tickets=tickets,
        )

    hall.do(work)


BODY = (
    '{"at":"2026-11-24T01:00:00.000000Z","by":"kiosk1","ticket_id":123456,"number":"A123","day":'
    '"2026-11-24","service_id":"LLTP","key_at":"2026-11-24T01:00:00.000000Z","privileged":false,'
    '"priority_group":null,"procedure_code":"3.000333","device":"kiosk1","language":"vi"}'
)
