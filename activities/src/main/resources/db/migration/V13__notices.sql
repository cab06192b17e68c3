-- Who is told of incidents, through which channels, and what came of it. What opens a channel is in the secret store.

CREATE TABLE rekey.notice_channel (
  name     text COLLATE "C" PRIMARY KEY,
  route    jsonb NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL
);

CREATE TABLE rekey.notice (
  id        text COLLATE "C" PRIMARY KEY,
  incident  text NOT NULL,
  milestone text NOT NULL,
  title     text NOT NULL,
  audiences text[] NOT NULL,
  asked_at  timestamptz NOT NULL,
  ended_at  timestamptz,                 -- every channel has answered, or was given up
  unreached text[] NOT NULL DEFAULT '{}' -- the audiences that nothing was delivered to
);
CREATE INDEX notice_of ON rekey.notice (incident, asked_at);

-- A notice on its way to one recipient of one channel: whoever sends it begins here, so that a crash is seen.
CREATE TABLE rekey.notice_letter (
  notice    text COLLATE "C" NOT NULL REFERENCES rekey.notice,
  channel   text COLLATE "C" NOT NULL,
  recipient text NOT NULL,
  first_at  timestamptz NOT NULL,
  attempts  integer NOT NULL DEFAULT 0,
  ambiguous integer NOT NULL DEFAULT 0,  -- attempts after which nobody knows whether it arrived
  began_at  timestamptz,                 -- an attempt is under way, or its sender died
  next_at   timestamptz,                 -- not before, as the channel asked
  at        timestamptz,
  outcome   jsonb,
  PRIMARY KEY (notice, channel, recipient)
);
