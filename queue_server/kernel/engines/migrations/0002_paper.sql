-- Printers, and every slip that is to come out of one: made in the transaction of its ticket.

CREATE TABLE printers (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    device TEXT NOT NULL,                   -- whose slips it prints
    address TEXT NOT NULL,                  -- empty: an agent beside the device prints
    spool TEXT NOT NULL DEFAULT '',         -- the memory of whoever prints there now
    is_known INTEGER NOT NULL DEFAULT 0,    -- does it say how it stands?
    paper TEXT NOT NULL DEFAULT 'unknown',
    hindrance TEXT NOT NULL DEFAULT '',
    seen_at INTEGER,
    printed_mm INTEGER NOT NULL DEFAULT 0,  -- since the roll was changed
    roll_at INTEGER,
    PRIMARY KEY (hall_id, device)
);

CREATE TABLE slips (
    hall_id TEXT NOT NULL,
    ticket_id INTEGER NOT NULL,
    copy INTEGER NOT NULL,                  -- 0 is the first, then the reprints
    device TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'confirmed', 'failed', 'unknown')),
    language TEXT NOT NULL,
    wanted_at INTEGER NOT NULL,
    spool TEXT NOT NULL DEFAULT '',
    problem TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (hall_id, ticket_id, copy), -- one job however often anything restarts
    FOREIGN KEY (hall_id, ticket_id) REFERENCES tickets (hall_id, id)
);

-- What is still to be done; whatever came out or never will is history.
CREATE INDEX slips_to_do ON slips (hall_id, wanted_at, ticket_id, copy)
    WHERE state IN ('queued', 'sending');

-- The newest slips of a printer.
CREATE INDEX slips_of_device ON slips (hall_id, device, wanted_at);

INSERT INTO printers (hall_id, device, address)
SELECT hall_id, name, printer FROM tokens WHERE printer IS NOT NULL AND revoked_at IS NULL;

ALTER TABLE tokens DROP COLUMN printer;

DROP TABLE bookmarks;                       -- of printing, which has its jobs now
