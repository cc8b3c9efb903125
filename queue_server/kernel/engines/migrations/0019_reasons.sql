-- Why a counter pauses, and how a visit ended: codes of the hall's reasons.csv.

ALTER TABLE desks ADD COLUMN reason TEXT;
ALTER TABLE tickets ADD COLUMN outcome TEXT;
