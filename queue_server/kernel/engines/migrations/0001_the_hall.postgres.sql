-- What only PostgreSQL says this way: the journal is append-only and has no gaps.

CREATE FUNCTION journal_has_no_gaps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq <> 1 + COALESCE((
        SELECT seq FROM journal WHERE hall_id = NEW.hall_id AND epoch = NEW.epoch
        ORDER BY seq DESC LIMIT 1
    ), 0) THEN
        RAISE EXCEPTION 'the journal has no gaps' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER journal_has_no_gaps BEFORE INSERT ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_has_no_gaps();

CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();

CREATE TRIGGER journal_is_not_emptied BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
