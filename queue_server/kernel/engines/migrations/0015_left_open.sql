-- Who was at a counter when the day ended: nobody knows whether they were served.

ALTER TABLE tickets ADD COLUMN left_open INTEGER NOT NULL DEFAULT 0;
