-- Compromises and the responses to them. A line of a timeline is never changed.

CREATE TABLE rekey.incident (
  id        text PRIMARY KEY,
  opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  state     text NOT NULL DEFAULT 'WAITING',
  standing  jsonb                       -- as of the last line
);

-- Which incident a signal belongs to: what was accepted once has one for ever.
CREATE TABLE rekey.incident_signal (
  signal   text PRIMARY KEY,
  incident text NOT NULL REFERENCES rekey.incident,
  report   jsonb NOT NULL,
  at       timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- While it is not released, no routine step touches the credential.
CREATE TABLE rekey.incident_credential (
  incident    text NOT NULL REFERENCES rekey.incident,
  secret      text COLLATE "C" NOT NULL,
  held_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  released_at timestamptz,
  PRIMARY KEY (incident, secret)
);
CREATE UNIQUE INDEX incident_holds ON rekey.incident_credential (secret) WHERE released_at IS NULL;

CREATE TABLE rekey.incident_entry (
  incident text NOT NULL REFERENCES rekey.incident,
  number   integer NOT NULL,
  at       timestamptz NOT NULL,
  entry    jsonb NOT NULL,
  PRIMARY KEY (incident, number)
);
