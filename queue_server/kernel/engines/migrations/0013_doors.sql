-- Doors: who is signed in, and how often something was tried lately.

CREATE TABLE sessions (
    hall_id TEXT NOT NULL,
    digest TEXT NOT NULL,                   -- SHA-256: what the browser keeps is nowhere here
    staff TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    PRIMARY KEY (hall_id, digest),
    FOREIGN KEY (hall_id, staff) REFERENCES staff (hall_id, name)
);

-- A new password ends all of somebody's sessions.
CREATE INDEX sessions_of_staff ON sessions (hall_id, staff);

CREATE TABLE tries (
    hall_id TEXT NOT NULL REFERENCES halls (id),
    what TEXT NOT NULL,                     -- an account (hashed), an address, a device
    count INTEGER NOT NULL,
    at INTEGER NOT NULL,                    -- the last one
    PRIMARY KEY (hall_id, what)
);

-- Old ones are forgotten, the oldest first.
CREATE INDEX tries_by_age ON tries (hall_id, at);

-- Few among millions: what the manager is shown of wrong passwords.
CREATE INDEX delayed_sign_ins ON journal (hall_id, at) WHERE kind = 'SignInDelayed';
