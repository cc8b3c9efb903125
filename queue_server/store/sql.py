"""Every statement the memory runs, in SQL that SQLite and PostgreSQL both read."""

HALLS = "SELECT id FROM halls ORDER BY id"
HALL = """
SELECT epoch, seq, chain, floor_digest, last_key_ms, believed_ms FROM halls WHERE id = :hall
"""
SECRET = "SELECT secret, last_ticket_id FROM halls WHERE id = :hall"
SAVE_SECRET = "UPDATE halls SET secret = :secret WHERE id = :hall"
LOCK_HALL = "SELECT id FROM halls WHERE id = :hall FOR UPDATE"  # PostgreSQL only
FLOOR = "SELECT floor FROM halls WHERE id = :hall"
SAVE_FLOOR = """
INSERT INTO halls (id, floor, floor_digest) VALUES (:hall, :floor, :digest)
ON CONFLICT (id) DO UPDATE SET floor = excluded.floor, floor_digest = excluded.floor_digest
"""
ADVANCE = """
UPDATE halls SET seq = :seq, chain = :chain, believed_ms = :believed WHERE id = :hall
"""

NEXT_TICKET_ID = """
UPDATE halls SET last_ticket_id = last_ticket_id + 1, last_key_ms = :key
WHERE id = :hall RETURNING last_ticket_id
"""
# A counted row, not max(number)+1: two at once never get the same, and there are no gaps.
COUNT_ON = """
UPDATE series SET last = series.last + :by
WHERE hall_id = :hall AND day = :day AND series = :series RETURNING last
"""
# The first of a day goes on from what was counted under another name: before 0.2 by service.
BEGIN_SERIES = """
INSERT INTO series (hall_id, day, series, last)
SELECT :hall, :day, :series,
    :by + COALESCE(MAX(CAST(LTRIM(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS INTEGER)), 0)
FROM tickets WHERE hall_id = :hall AND day = :day AND RTRIM(number, '0123456789') = :series
RETURNING last
"""
LETTERS_OF_DAY = """
SELECT DISTINCT RTRIM(number, '0123456789') AS letter FROM tickets
WHERE hall_id = :hall AND day = :day
"""

INSERT_TICKET = """
INSERT INTO tickets (hall_id, id, number, day, series, service_id, state, privileged,
    priority_group, procedure_code, device, issued_at, key_at)
VALUES (:hall, :id, :number, :day, :series, :service_id, :state, :privileged,
    :priority_group, :procedure_code, :device, :issued_at, :key_at)
"""
UPDATE_TICKET = """
UPDATE tickets SET service_id = :service_id, state = :state, privileged = :privileged,
    key_at = :key_at, counter_id = :counter_id, called_at = :called_at,
    announced_at = :announced_at, started_at = :started_at, ended_at = :ended_at,
    times_called = :times_called, hold_reason = :hold_reason, rating = :rating,
    left_open = :left_open
WHERE hall_id = :hall AND id = :id
"""
TICKET = "SELECT * FROM tickets WHERE hall_id = :hall AND id = :id"
AT_COUNTER = """
SELECT * FROM tickets
WHERE hall_id = :hall AND counter_id = :counter AND state IN ('called', 'serving')
"""
HEAD = """
SELECT * FROM tickets
WHERE hall_id = :hall AND day = :day AND service_id = :service AND privileged = :privileged
    AND state = 'waiting'
ORDER BY key_at, id LIMIT 1
"""
# In the order of one index, and in the words of the other, or SQLite reads all of the day.
WAITING = """
SELECT id, number, service_id, privileged, key_at FROM tickets
WHERE hall_id = :hall AND day = :day AND state = 'waiting'
ORDER BY service_id, privileged, key_at, id
"""
WAITING_COUNTS = """
SELECT service_id, COUNT(*) AS people FROM tickets
WHERE hall_id = :hall AND day = :day AND state = 'waiting' GROUP BY service_id
"""
LINE = """
SELECT id, number, service_id, privileged, key_at FROM tickets
WHERE hall_id = :hall AND day = :day AND service_id = :service AND state = 'waiting'
ORDER BY privileged, key_at, id
"""
BUSY_COUNTERS = """
SELECT counter_id FROM tickets WHERE hall_id = :hall AND state IN ('called', 'serving')
"""
BEING_SERVED = """
SELECT * FROM tickets
WHERE hall_id = :hall AND day = :day AND state IN ('waiting', 'called', 'serving', 'held')
    AND state <> 'waiting' ORDER BY key_at, id
"""
PRESENT = """
SELECT * FROM tickets
WHERE hall_id = :hall AND day = :day AND state IN ('waiting', 'called', 'serving', 'held')
ORDER BY 0 + id
"""
SERVICES_OF_DAY = "SELECT DISTINCT service_id FROM tickets WHERE hall_id = :hall AND day = :day"
LEFT_OVER = """
SELECT * FROM tickets
WHERE hall_id = :hall AND day < :day AND state IN ('waiting', 'called', 'serving', 'held')
ORDER BY id LIMIT 500
"""
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
OPEN_COUNTERS = """
SELECT counter_id FROM desks WHERE hall_id = :hall AND state = 'open' AND day = :day
"""
DESK = "SELECT * FROM desks WHERE hall_id = :hall AND counter_id = :counter"
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

TOKEN = """
SELECT name, role, counter_id FROM tokens
WHERE hall_id = :hall AND digest = :digest AND revoked_at IS NULL
"""
TOKENS = "SELECT * FROM tokens WHERE hall_id = :hall ORDER BY name"
ADD_TOKEN = """
INSERT INTO tokens (hall_id, name, role, counter_id, digest, created_at)
VALUES (:hall, :name, :role, :counter, :digest, :at)
"""
REVOKE_TOKEN = """
UPDATE tokens SET revoked_at = :at WHERE hall_id = :hall AND name = :name
    AND revoked_at IS NULL RETURNING name
"""
STAFF_MEMBER = "SELECT * FROM staff WHERE hall_id = :hall AND name = :name"
STAFF = "SELECT * FROM staff WHERE hall_id = :hall ORDER BY name"
SAVE_STAFF = """
INSERT INTO staff (hall_id, name, role, counter_id, password, password_at)
VALUES (:hall, :name, :role, :counter, :password, :at)
ON CONFLICT (hall_id, name) DO UPDATE SET role = excluded.role,
    counter_id = excluded.counter_id, password = excluded.password,
    password_at = excluded.password_at, disabled_at = NULL
"""
DISABLE_STAFF = """
UPDATE staff SET disabled_at = :at WHERE hall_id = :hall AND name = :name
    AND disabled_at IS NULL RETURNING name
"""

# A new epoch after a restore: versions begin again, ids and numbers leave room for what was lost.
BEGIN_EPOCH = """
UPDATE halls SET epoch = epoch + 1, seq = 0, last_ticket_id = last_ticket_id + :ids
WHERE id = :hall
"""
SERIES_PAGE = """
SELECT day, series, last FROM series
WHERE hall_id = :hall AND (day, series) > (:day, :series)
ORDER BY day, series LIMIT :most
"""
