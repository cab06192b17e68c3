-- Times in which responses stood still, and people were told of it past them: one is open at most, whoever watches.

CREATE TABLE rekey.outage (
  name     text COLLATE "C" PRIMARY KEY,
  since    timestamptz NOT NULL,
  told_at  timestamptz,
  ended_at timestamptz
);
CREATE UNIQUE INDEX outage_open ON rekey.outage ((true)) WHERE ended_at IS NULL;
