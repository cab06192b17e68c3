-- Who signs the evidence log: the latest one does now, those before it did until then.
CREATE TABLE rekey.evidence_key (
  place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vkey  text NOT NULL UNIQUE,
  since timestamptz NOT NULL
);
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON rekey.evidence_key
  FOR EACH STATEMENT EXECUTE FUNCTION rekey.refuse_change();

-- How it goes with those whom the log depends on: its signer, its witnesses, its mirrors.
CREATE TABLE rekey.evidence_outlet (
  name       text PRIMARY KEY,
  kind       text NOT NULL, -- SIGNER, WITNESS, MIRROR
  size       bigint NOT NULL DEFAULT 0, -- of the last checkpoint that it had
  at         timestamptz,               -- when it had it
  problem    text,                      -- why it has not the latest
  problem_at timestamptz
);
