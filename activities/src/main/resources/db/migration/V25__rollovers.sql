-- Rollovers of certificate authorities, as each stood when something was last written down.

CREATE TABLE rekey.rollover (
  id         text PRIMARY KEY,
  authority  text NOT NULL,
  started_at timestamptz NOT NULL,
  lines      integer NOT NULL, -- of its timeline: what comes late does not take back what came later
  standing   jsonb NOT NULL
);
CREATE INDEX rollover_of ON rekey.rollover (authority, started_at DESC);
