-- What AWS Secrets Manager does not tell, or not cheaply enough: how many writes are left, and what is in which version.

CREATE TABLE rekey.write_budget (
  place       text PRIMARY KEY, -- account/region: AWS's limit is for these together
  routine_at  timestamptz NOT NULL DEFAULT '-infinity', -- the next free slot of everybody
  reserved_at timestamptz NOT NULL DEFAULT '-infinity', -- the next free slot of those kept for containment
  slot_at     timestamptz NOT NULL DEFAULT '-infinity'  -- the slot that was claimed last
);

CREATE TABLE secret_store.known_version (
  secret      text NOT NULL,
  version     text NOT NULL,
  place       bigint GENERATED ALWAYS AS IDENTITY, -- in the order of their making
  fingerprint text NOT NULL,
  staged_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (secret, version)
);
CREATE INDEX known_value ON secret_store.known_version (secret, fingerprint);

CREATE TABLE secret_store.turn ( -- which version was current, and from when on
  secret  text NOT NULL,
  place   bigint GENERATED ALWAYS AS IDENTITY,
  version text NOT NULL,
  since   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (secret, place)
);

CREATE TABLE secret_store.key_secret (
  one  boolean PRIMARY KEY DEFAULT true CHECK (one),
  mark text NOT NULL -- a fingerprint of nothing secret: tells whether a key is the right one
);
