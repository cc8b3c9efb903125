-- Who follows the journal from a place of their own, and how far they have come.

CREATE TABLE followers (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    name TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (hall_id, name)
);
