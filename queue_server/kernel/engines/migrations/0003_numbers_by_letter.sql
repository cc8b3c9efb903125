-- A day's numbers are counted by their letter, whatever service has it. Rows of earlier days keep the
-- name of the service that counted for itself then.

ALTER TABLE series RENAME COLUMN service_id TO series;
