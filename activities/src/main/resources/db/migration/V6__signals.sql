-- What came from outside: each once, whom it concerns, and whether people must look.

CREATE TABLE rekey.signal (
  id          text PRIMARY KEY,
  run         text NOT NULL,        -- the workflow run that took it; it alone may ask again
  signal      jsonb NOT NULL,
  secrets     text[] NOT NULL,      -- the credentials that it speaks of, as they were enrolled then
  open        boolean NOT NULL,     -- nobody knows its credential, or it is a question
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  closed_at   timestamptz,
  closed_by   text,
  note        text
);
CREATE INDEX signal_open ON rekey.signal (received_at) WHERE open;

-- The public ids of access keys, for findings that name nothing else.
CREATE TABLE rekey.access_key (
  id     text PRIMARY KEY,
  secret text COLLATE "C" NOT NULL REFERENCES rekey.credential ON DELETE CASCADE
);
