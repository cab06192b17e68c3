-- Credentials that were given up: what they were, who did it, and why.

CREATE TABLE rekey.removal (
  secret  text NOT NULL,
  at      timestamptz NOT NULL,
  by      text NOT NULL,
  reason  text NOT NULL,
  spec    jsonb NOT NULL,
  version text NOT NULL, -- current then; its value stays in the store
  PRIMARY KEY (secret, at)
);
