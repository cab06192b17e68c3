-- Who the identities of a credential are at its target, which stays when somebody renames them:
-- a response follows a role or a user under its new name.

CREATE TABLE rekey.native_id (
  secret   text COLLATE "C" NOT NULL REFERENCES rekey.credential ON DELETE CASCADE,
  identity text NOT NULL,            -- what it was called
  place    text NOT NULL,            -- where the id means something
  id       text NOT NULL,
  seen_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (secret, identity, place, id)
);
