-- What Rekey knows: who may knock, what is enrolled, who uses it, and what every rotation saw.
-- What is in progress lives in Temporal; values live in the secret store. No secret is ever written here.

CREATE TABLE rekey.principal (
  name         text PRIMARY KEY,
  kind         text NOT NULL,
  secret       text, -- the only secret that a consumer may have
  token_sha256 text NOT NULL UNIQUE CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
  created_at   timestamptz NOT NULL DEFAULT now(),
  disabled_at  timestamptz
);
CREATE UNIQUE INDEX principal_in_any_case ON rekey.principal (lower(name));

CREATE TABLE rekey.door_call (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at        timestamptz NOT NULL,
  principal text NOT NULL,
  kind      text NOT NULL,
  method    text NOT NULL,
  path      text NOT NULL,
  secret    text,
  status    integer NOT NULL,
  address   text NOT NULL
);
CREATE INDEX door_call_at ON rekey.door_call (at);

CREATE TABLE rekey.credential (
  secret        text COLLATE "C" PRIMARY KEY,
  spec          jsonb NOT NULL,
  owner         text NOT NULL,
  tier          smallint NOT NULL, -- 0 is the most sensitive
  policy        jsonb NOT NULL,
  added_by      text NOT NULL,
  added_at      timestamptz NOT NULL,
  version       text NOT NULL,     -- current, as of enrolment or the last proven rotation
  last_rotated  timestamptz,       -- proven rotations only; a value put by hand does not count
  next_due      timestamptz NOT NULL,
  hard_deadline timestamptz NOT NULL,
  previous_deadline timestamptz,   -- before the last proven rotation: where it stood in a sweep's order
  failures      integer NOT NULL DEFAULT 0, -- withdrawn rotations since the last proven one
  not_before    timestamptz,       -- after a withdrawn rotation the sweep waits until then
  patience      interval NOT NULL  -- a rotation that began longer ago than this runs no more
);
CREATE INDEX credential_by_risk ON rekey.credential (tier, hard_deadline, secret);

-- One identity at a target belongs to one credential: both halves of a pair are rotated together or not at all.
CREATE TABLE rekey.credential_identity (
  target   text NOT NULL,
  identity text NOT NULL,
  secret   text COLLATE "C" NOT NULL REFERENCES rekey.credential,
  PRIMARY KEY (target, identity)
);

CREATE TABLE rekey.consumer (
  id            text PRIMARY KEY,
  secret        text NOT NULL,
  spec          jsonb NOT NULL,
  registered_by text NOT NULL,
  registered_at timestamptz NOT NULL
);
CREATE INDEX consumer_of ON rekey.consumer (secret);

CREATE TABLE rekey.acknowledgement (
  consumer text PRIMARY KEY REFERENCES rekey.consumer,
  version  text NOT NULL,
  at       timestamptz NOT NULL
);

CREATE TABLE rekey.rotation (
  version      text PRIMARY KEY,
  secret       text NOT NULL,
  old_version  text NOT NULL,
  reason       text NOT NULL,
  requested_by text NOT NULL,
  started_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  installed_at timestamptz,
  ended_at     timestamptz,
  outcome      text CHECK (outcome IN ('rotated', 'withdrawn')),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX rotation_of ON rekey.rotation (secret, started_at DESC);

CREATE TABLE rekey.rotation_step (
  version text NOT NULL,
  step    text NOT NULL,
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  facts   jsonb NOT NULL,
  PRIMARY KEY (version, step)
);

CREATE TABLE rekey.breach (
  secret      text NOT NULL,
  since       timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  closed_at   timestamptz,
  PRIMARY KEY (secret, since)
);

CREATE TABLE rekey.force_request (
  id           text PRIMARY KEY,
  secret       text NOT NULL,
  version      text NOT NULL, -- an approval is for this rotation and no other
  requested_by text NOT NULL,
  reason       text NOT NULL,
  at           timestamptz NOT NULL,
  decision     text CHECK (decision IN ('approved', 'refused')),
  decided_by   text,
  decided_at   timestamptz,
  CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL))
);
