"""Statements about sessions and tries, in SQL that SQLite and PostgreSQL both read."""

SESSION = """
SELECT staff.name, staff.role, staff.counter_id FROM sessions JOIN staff
    ON staff.hall_id = sessions.hall_id AND staff.name = sessions.staff
WHERE sessions.hall_id = :hall AND sessions.digest = :digest AND staff.disabled_at IS NULL
"""
BEGIN_SESSION = """
INSERT INTO sessions (hall_id, digest, staff, began_at) VALUES (:hall, :digest, :staff, :at)
"""
END_SESSION = "DELETE FROM sessions WHERE hall_id = :hall AND digest = :digest"
END_SESSIONS_OF = "DELETE FROM sessions WHERE hall_id = :hall AND staff = :staff"
FORGET_SESSIONS = "DELETE FROM sessions WHERE hall_id = :hall AND began_at < :before"

TRIES = "SELECT count, at FROM tries WHERE hall_id = :hall AND what = :what"
SAVE_TRIES = """
INSERT INTO tries (hall_id, what, count, at) VALUES (:hall, :what, :count, :at)
ON CONFLICT (hall_id, what) DO UPDATE SET count = excluded.count, at = excluded.at
"""
FORGET_TRIES_AT = "DELETE FROM tries WHERE hall_id = :hall AND what = :what"
FORGET_TRIES = "DELETE FROM tries WHERE hall_id = :hall AND at < :before"

# The kind as in the index, or it is not used.
DELAYED_SIGN_INS = """
SELECT epoch, seq, kind, body, chain FROM journal
WHERE hall_id = :hall AND kind = 'SignInDelayed' AND at >= :since ORDER BY at DESC LIMIT :most
"""
