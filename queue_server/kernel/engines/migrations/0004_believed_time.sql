-- The newest moment that the hall believed: a clock that leaps is held against it. 0: none yet.

ALTER TABLE halls ADD COLUMN believed_ms INTEGER NOT NULL DEFAULT 0;
