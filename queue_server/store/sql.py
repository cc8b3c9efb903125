"""Every statement the memory runs, in SQL that SQLite and PostgreSQL both read."""

HALLS = "SELECT id FROM halls ORDER BY id"
HALL = """
SELECT epoch, seq, chain, floor_digest, last_ticket_id, last_key_ms, believed_ms
FROM halls WHERE id = :hall
"""
LOCK_HALL = HALL + " FOR UPDATE"  # PostgreSQL only
FLOOR = "SELECT floor FROM halls WHERE id = :hall"
SAVE_FLOOR = """
INSERT INTO halls (id, floor, floor_digest) VALUES (:hall, :floor, :digest)
ON CONFLICT (id) DO UPDATE SET floor = excluded.floor, floor_digest = excluded.floor_digest
"""
ADVANCE = """
UPDATE halls SET epoch = :epoch, seq = :seq, chain = :chain, believed_ms = :believed_ms,
    last_ticket_id = :last_ticket_id, last_key_ms = :last_key_ms
WHERE id = :hall
"""

# The first of a day goes on from what was counted under another name: before 0.2 by service.
LAST_OF_SERIES = """
SELECT COALESCE((
    SELECT last FROM series WHERE hall_id = :hall AND day = :day AND series = :series
), (
    SELECT MAX(CAST(LTRIM(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS INTEGER)) FROM tickets
    WHERE hall_id = :hall AND day = :day AND RTRIM(number, '0123456789') = :series
), 0) AS last
"""
SAVE_SERIES = """
INSERT INTO series (hall_id, day, series, last) VALUES (:hall, :day, :series, :last)
ON CONFLICT (hall_id, day, series) DO UPDATE SET last = excluded.last
"""
LETTERS_OF_DAY = """
SELECT DISTINCT RTRIM(number, '0123456789') AS letter FROM tickets
WHERE hall_id = :hall AND day = :day
"""

SAVE_TICKET = """
INSERT INTO tickets (hall_id, id, number, day, series, service_id, state, privileged,
    priority_group, procedure_code, device, issued_at, key_at, counter_id, called_at,
    announced_at, started_at, ended_at, times_called, hold_reason, rating, left_open)
VALUES (:hall, :id, :number, :day, :series, :service_id, :state, :privileged,
    :priority_group, :procedure_code, :device, :issued_at, :key_at, :counter_id, :called_at,
    :announced_at, :started_at, :ended_at, :times_called, :hold_reason, :rating, :left_open)
ON CONFLICT (hall_id, id) DO UPDATE SET service_id = excluded.service_id, state = excluded.state,
    privileged = excluded.privileged, key_at = excluded.key_at, counter_id = excluded.counter_id,
    called_at = excluded.called_at, announced_at = excluded.announced_at,
    started_at = excluded.started_at, ended_at = excluded.ended_at,
    times_called = excluded.times_called, hold_reason = excluded.hold_reason,
    rating = excluded.rating, left_open = excluded.left_open
"""
TICKET = "SELECT * FROM tickets WHERE hall_id = :hall AND id = :id"
SOME = 100  # tickets of one question
SOME_TICKETS = (
    "SELECT * FROM tickets WHERE hall_id = :hall AND id IN ("  # noqa: S608 (names only)
    + ", ".join(f":id{n}" for n in range(SOME))
    + ")"
)
# Everybody who has not left, whatever the day: what is live of a hall. In the words of its index.
NOT_ENDED = """
SELECT * FROM tickets
WHERE hall_id = :hall AND day > '' AND state IN ('waiting', 'called', 'serving', 'held')
"""
SERVICES_OF_DAY = "SELECT DISTINCT service_id FROM tickets WHERE hall_id = :hall AND day = :day"
# `0 + id`, or SQLite walks through the whole history in the order of the primary key.
OF_DAY = "SELECT * FROM tickets WHERE hall_id = :hall AND day = :day ORDER BY 0 + id"
ABSENT = """
SELECT * FROM tickets
WHERE hall_id = :hall AND day = :day AND state = 'no_show' AND ended_at >= :since
ORDER BY ended_at DESC
"""
# A service during which the clock went back, that nobody started or that nobody ended, took nobody
# knows how long.
DAY_OF_COUNTER = """
SELECT SUM(CASE WHEN state = 'served' THEN 1 ELSE 0 END) AS served,
    SUM(CASE WHEN state = 'served' AND started_at IS NULL THEN 1 ELSE 0 END) AS unstarted,
    SUM(CASE WHEN state = 'no_show' THEN 1 ELSE 0 END) AS no_show,
    AVG(CASE WHEN state = 'served' AND ended_at - started_at BETWEEN 0 AND :longest_ms
        THEN ended_at - started_at END) AS mean_ms
FROM tickets WHERE hall_id = :hall AND day = :day AND counter_id = :counter
"""

DESKS = "SELECT * FROM desks WHERE hall_id = :hall"
SAVE_DESK = """
INSERT INTO desks (hall_id, counter_id, state, run, clerk, since, day)
VALUES (:hall, :counter_id, :state, :run, :clerk, :since, :day)
ON CONFLICT (hall_id, counter_id) DO UPDATE SET state = excluded.state, run = excluded.run,
    clerk = excluded.clerk, since = excluded.since, day = excluded.day
"""

ADD_RATING = """
INSERT INTO ratings (hall_id, ticket_id, value, reason, at)
VALUES (:hall, :ticket, :value, :reason, :at)
"""

APPEND = """
INSERT INTO journal (hall_id, epoch, seq, at, kind, ticket_id, body, chain)
VALUES (:hall, :epoch, :seq, :at, :kind, :ticket, :body, :chain)
"""
EVENTS_SINCE = """
SELECT epoch, seq, kind, body, chain FROM journal
WHERE hall_id = :hall AND epoch = :epoch AND seq > :seq ORDER BY seq LIMIT :most
"""
EVENTS_OF = """
SELECT epoch, seq, kind, body, chain FROM journal
WHERE hall_id = :hall AND ticket_id = :ticket ORDER BY epoch, seq
"""

JOURNAL_PAGE = """
SELECT epoch, seq, at, kind, ticket_id, body, chain FROM journal
WHERE hall_id = :hall AND (epoch, seq) > (:epoch, :seq) ORDER BY epoch, seq LIMIT :most
"""
TICKETS_PAGE = "SELECT * FROM tickets WHERE hall_id = :hall AND id > :after ORDER BY id LIMIT :most"

PRESS = """
SELECT fingerprint, status, answer FROM presses
WHERE hall_id = :hall AND device = :device AND key = :key
"""
KEEP_PRESS = """
INSERT INTO presses (hall_id, device, key, fingerprint, status, answer, at)
VALUES (:hall, :device, :key, :fingerprint, :status, :answer, :at)
"""
FORGET_PRESSES = """
DELETE FROM presses WHERE hall_id = :hall AND (device, key) IN (
    SELECT device, key FROM presses WHERE hall_id = :hall AND at < :before
    ORDER BY at LIMIT :most
) RETURNING device
"""

SERIES_PAGE = """
SELECT day, series, last FROM series
WHERE hall_id = :hall AND (day, series) > (:day, :series)
ORDER BY day, series LIMIT :most
"""
