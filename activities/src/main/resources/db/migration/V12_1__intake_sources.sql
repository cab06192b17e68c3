-- Who may report leaks by a signed message. A source's key is in the secret store, under the name given here.

CREATE TABLE rekey.intake_source (
  name       text PRIMARY KEY,
  kind       text NOT NULL,
  keys_url   text,              -- where the public keys of a GITHUB source are
  secret     text,              -- the secret that the others sign with
  version    text,
  added_by   text NOT NULL,
  added_at   timestamptz NOT NULL,
  accepted   bigint NOT NULL DEFAULT 0,
  repeated   bigint NOT NULL DEFAULT 0,
  rejected   bigint NOT NULL DEFAULT 0,
  last_accepted_at timestamptz,
  last_rejected_at timestamptz
);
