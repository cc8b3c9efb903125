-- Whose secret seals this hall's QR codes: a fingerprint of it, never the secret. Empty: not known yet.

ALTER TABLE halls ADD COLUMN secret TEXT NOT NULL DEFAULT '';
