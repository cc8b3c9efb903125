-- A hall that is brought up to date believes the time of its newest event.

UPDATE halls SET believed_ms = COALESCE((
    SELECT at FROM journal
    WHERE journal.hall_id = halls.id AND journal.epoch = halls.epoch AND journal.seq = halls.seq
), 0) WHERE believed_ms = 0;
