-- Whether whoever opened a counter sits at it: then nobody else presses there without asking.

ALTER TABLE desks ADD COLUMN is_seated INTEGER NOT NULL DEFAULT 0;
