"""Statements of the kernel itself, in SQL that SQLite and PostgreSQL both read."""

HALLS = "SELECT id FROM halls ORDER BY id"
HALL = """
SELECT epoch, seq, chain, floor_digest, last_ticket_id, last_key_ms, believed_ms
FROM halls WHERE id = :hall
"""
LOCK_HALL = HALL + " FOR UPDATE"  # PostgreSQL only
ADVANCE = """
UPDATE halls SET epoch = :epoch, seq = :seq, chain = :chain, believed_ms = :believed_ms,
    last_ticket_id = :last_ticket_id, last_key_ms = :last_key_ms
WHERE id = :hall
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
