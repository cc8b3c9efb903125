-- One hall and its day. Portable SQL: INTEGER is 64 bits in every engine, moments are epoch
-- milliseconds, days are ISO dates, flags are 0 or 1.

CREATE TABLE halls (
    id TEXT NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL DEFAULT 1,       -- changes on restore from a backup
    seq INTEGER NOT NULL DEFAULT 0,         -- the version: a counted row, so no gaps
    chain TEXT NOT NULL DEFAULT '',         -- hash of the newest journal row
    last_ticket_id INTEGER NOT NULL DEFAULT 0,
    last_key_ms INTEGER NOT NULL DEFAULT 0, -- order keys never go backwards
    floor TEXT NOT NULL,
    floor_digest TEXT NOT NULL
);

CREATE TABLE series (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    day TEXT NOT NULL,
    service_id TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (hall_id, day, service_id)
);

CREATE TABLE tickets (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    id INTEGER NOT NULL,
    number TEXT NOT NULL,
    day TEXT NOT NULL,
    series TEXT NOT NULL,
    service_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('waiting', 'called', 'serving', 'held', 'served', 'no_show', 'cancelled')),
    privileged INTEGER NOT NULL,
    priority_group TEXT,
    procedure_code TEXT,
    device TEXT,
    issued_at INTEGER NOT NULL,
    key_at INTEGER NOT NULL,
    counter_id TEXT,
    called_at INTEGER,
    announced_at INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    times_called INTEGER NOT NULL DEFAULT 0,
    hold_reason TEXT,
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    PRIMARY KEY (hall_id, id),
    UNIQUE (hall_id, day, series, number),
    CHECK (state NOT IN ('called', 'serving') OR counter_id IS NOT NULL),
    CHECK (rating IS NULL OR state = 'served')
);

-- A counter has one person at a time, whatever the code believes.
CREATE UNIQUE INDEX one_at_a_counter ON tickets (hall_id, counter_id)
    WHERE state IN ('called', 'serving');

-- Whose turn it is: the head of each line is the first row of this index.
CREATE INDEX in_line ON tickets (hall_id, day, service_id, privileged, key_at, id)
    WHERE state = 'waiting';

-- Everyone who has not left, for the day's end and for what screens show.
CREATE INDEX not_ended ON tickets (hall_id, day, state)
    WHERE state IN ('waiting', 'called', 'serving', 'held');

CREATE TABLE ratings (
    hall_id TEXT NOT NULL,
    ticket_id INTEGER NOT NULL,
    value INTEGER NOT NULL CHECK (value BETWEEN 1 AND 5),
    reason TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (hall_id, ticket_id),       -- one rating per visit
    FOREIGN KEY (hall_id, ticket_id) REFERENCES tickets (hall_id, id)
);

CREATE TABLE desks (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    counter_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'paused', 'closed')),
    run INTEGER NOT NULL DEFAULT 0,
    clerk TEXT,
    since INTEGER,
    day TEXT,
    PRIMARY KEY (hall_id, counter_id)
);

CREATE TABLE journal (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    ticket_id INTEGER,
    body TEXT NOT NULL,
    chain TEXT NOT NULL,                    -- SHA-256 of the row before and this row
    PRIMARY KEY (hall_id, epoch, seq)
);

CREATE INDEX journal_of_ticket ON journal (hall_id, ticket_id, epoch, seq);

CREATE TABLE presses (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    device TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,              -- what was asked
    status INTEGER NOT NULL,                -- what was answered
    answer TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (hall_id, device, key)
);

-- Old keys are forgotten, the oldest first.
CREATE INDEX presses_by_age ON presses (hall_id, at);

CREATE TABLE tokens (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    counter_id TEXT,
    printer TEXT,                           -- where this device's slips are printed
    digest TEXT NOT NULL UNIQUE,            -- SHA-256: the token itself is nowhere
    created_at INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (hall_id, name)
);

CREATE TABLE staff (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    counter_id TEXT,
    password TEXT NOT NULL,                 -- argon2id
    password_at INTEGER NOT NULL,           -- a new password ends every session before it
    disabled_at INTEGER,
    PRIMARY KEY (hall_id, name)
);

CREATE TABLE bookmarks (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    follower TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (hall_id, follower)
);
