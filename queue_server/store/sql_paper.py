"""Statements about printers and slips, in SQL that SQLite and PostgreSQL both read."""

PRINTERS = "SELECT * FROM printers WHERE hall_id = :hall ORDER BY device"
PRINTER = "SELECT * FROM printers WHERE hall_id = :hall AND device = :device"
ADD_PRINTER = """
INSERT INTO printers (hall_id, device, address) VALUES (:hall, :device, :address)
ON CONFLICT (hall_id, device) DO NOTHING
"""
DROP_PRINTER = "DELETE FROM printers WHERE hall_id = :hall AND device = :device"
SAVE_PRINTER = """
UPDATE printers SET spool = :spool, is_known = :is_known, paper = :paper,
    hindrance = :hindrance, seen_at = :seen_at, printed_mm = :printed_mm, roll_at = :roll_at
WHERE hall_id = :hall AND device = :device
"""

# A device without a printer wants no paper: then nothing is inserted.
QUEUE_SLIP = """
INSERT INTO slips (hall_id, ticket_id, copy, device, state, language, wanted_at)
SELECT :hall, :ticket, :copy, device, 'queued', :language, :at FROM printers
WHERE hall_id = :hall AND device = :device
"""
# In the order of the index of those who wait, as sql.WAITING.
WITHOUT_SLIP = """
SELECT id FROM tickets
WHERE hall_id = :hall AND day = :day AND state = 'waiting' AND device = :device
    AND issued_at >= :since AND NOT EXISTS (
        SELECT 1 FROM slips WHERE slips.hall_id = :hall AND slips.ticket_id = tickets.id
    )
ORDER BY service_id, privileged, key_at, id
"""
SLIP = """
SELECT * FROM slips WHERE hall_id = :hall AND ticket_id = :ticket AND copy = :copy
"""
SLIPS_OF_TICKET = "SELECT * FROM slips WHERE hall_id = :hall AND ticket_id = :ticket ORDER BY copy"
# The two states as in the index, or it is not used. With the device in it SQLite would walk through
# all that this device ever printed; what is to be done is little.
SLIPS_TO_DO = """
SELECT * FROM slips
WHERE hall_id = :hall AND state IN ('queued', 'sending')
ORDER BY wanted_at, ticket_id, copy LIMIT :most
"""
SAVE_SLIP = """
UPDATE slips SET state = :state, spool = :spool, problem = :problem
WHERE hall_id = :hall AND ticket_id = :ticket AND copy = :copy
"""
NEWEST_SLIPS = """
SELECT * FROM slips WHERE hall_id = :hall AND device = :device
ORDER BY wanted_at DESC LIMIT :most
"""
