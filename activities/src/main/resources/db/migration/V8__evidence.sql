-- The evidence log: entries, their places in a Merkle tree (RFC 6962), and the signed checkpoints. All of it is only ever added to.

CREATE TABLE rekey.evidence_entry (
  place   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- in the order of their arrival, with gaps
  id      text NOT NULL UNIQUE,
  subject text NOT NULL,
  type    text NOT NULL,
  at      timestamptz NOT NULL,
  leaf    bytea NOT NULL CHECK (octet_length(leaf) <= 65535),
  hash    bytea NOT NULL GENERATED ALWAYS AS (sha256('\x00'::bytea || leaf)) STORED
);
CREATE INDEX evidence_of ON rekey.evidence_entry (subject, place);

-- Entries that have no place in the tree yet. The only table here that shrinks.
CREATE TABLE rekey.evidence_waiting (
  place bigint PRIMARY KEY
);

CREATE TABLE rekey.evidence_leaf (
  index bigint PRIMARY KEY CHECK (index >= 0), -- without gaps
  place bigint NOT NULL UNIQUE REFERENCES rekey.evidence_entry
);

-- The root of each complete subtree of 256, 65,536, ... leaves: what tiles above the lowest level consist of.
CREATE TABLE rekey.evidence_node (
  level smallint NOT NULL CHECK (level > 0),
  index bigint NOT NULL CHECK (index >= 0),
  hash  bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (level, index)
);

CREATE TABLE rekey.evidence_checkpoint (
  place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  size  bigint NOT NULL CHECK (size >= 0),
  note  text NOT NULL, -- signed; a later one of the same size may carry the signatures of witnesses
  at    timestamptz NOT NULL
);
CREATE INDEX evidence_checkpoint_of ON rekey.evidence_checkpoint (size, place);

CREATE FUNCTION rekey.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'evidence is only ever added to' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON rekey.evidence_entry
  FOR EACH STATEMENT EXECUTE FUNCTION rekey.refuse_change();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON rekey.evidence_leaf
  FOR EACH STATEMENT EXECUTE FUNCTION rekey.refuse_change();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON rekey.evidence_node
  FOR EACH STATEMENT EXECUTE FUNCTION rekey.refuse_change();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON rekey.evidence_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION rekey.refuse_change();
