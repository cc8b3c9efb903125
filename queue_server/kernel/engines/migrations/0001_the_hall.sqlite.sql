-- What only SQLite says this way: the journal is append-only and has no gaps.

CREATE TRIGGER journal_has_no_gaps BEFORE INSERT ON journal
WHEN NEW.seq <> 1 + COALESCE((
    SELECT MAX(seq) FROM journal WHERE hall_id = NEW.hall_id AND epoch = NEW.epoch
), 0)
BEGIN
    SELECT RAISE(ABORT, 'the journal has no gaps');
END;

CREATE TRIGGER journal_is_not_edited BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_is_not_cut BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
