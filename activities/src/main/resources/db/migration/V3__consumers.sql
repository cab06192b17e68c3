-- A removed consumer leaves who removed it, when and why, and what it had acknowledged: the gate asks for that.

CREATE TABLE rekey.consumer_removal (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer      text NOT NULL,
  secret        text NOT NULL,
  spec          jsonb NOT NULL,
  registered_by text NOT NULL,
  registered_at timestamptz NOT NULL,
  held          text,        -- what it had acknowledged last, and when
  held_since    timestamptz,
  removed_by    text NOT NULL,
  removed_at    timestamptz NOT NULL,
  reason        text NOT NULL,
  CHECK ((held IS NULL) = (held_since IS NULL))
);
CREATE INDEX consumer_removal_of ON rekey.consumer_removal (secret);

-- An acknowledgement that arrives while its consumer is removed goes with it.
ALTER TABLE rekey.acknowledgement
  DROP CONSTRAINT acknowledgement_consumer_fkey,
  ADD CONSTRAINT acknowledgement_consumer_fkey
    FOREIGN KEY (consumer) REFERENCES rekey.consumer ON DELETE CASCADE;
