-- Since when a key is refused because another one replaced it, and which key was deleted for which.

ALTER TABLE rekey.access_key ADD COLUMN retired_at timestamptz;

CREATE TABLE rekey.access_key_gone (
  id      text NOT NULL REFERENCES rekey.access_key ON DELETE CASCADE,
  version text NOT NULL,            -- whose key needed the place
  why     text NOT NULL,            -- in the words of a fact; written before the key is deleted
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (id, version)
);
CREATE INDEX access_key_gone_for ON rekey.access_key_gone (version);

-- Keys that were replaced before this was kept. What other stores have is not seen from here: such
-- a key goes when the next one needs its place, as it did.
UPDATE rekey.access_key k SET retired_at = r.ended_at
FROM rekey.rotation r JOIN secret_store.version v
  ON v.secret = r.secret AND v.version = r.old_version
WHERE v.identity = k.id AND r.secret = k.secret AND r.outcome = 'rotated';
