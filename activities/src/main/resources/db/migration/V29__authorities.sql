-- What a response to the compromise of a certificate authority is to know before.

CREATE TABLE rekey.authority (
  name      text PRIMARY KEY,
  successor text,                        -- the known authority that takes its place
  parent    text,                        -- the one that certified it
  first     text[] NOT NULL DEFAULT '{}', -- what is re-issued first
  owner     text NOT NULL,
  known_at  timestamptz NOT NULL
);

-- What authorities sign with, or are believed by, so that a report may name that alone.
CREATE TABLE rekey.authority_signer (
  authority   text NOT NULL,
  fingerprint text NOT NULL, -- lower-case hex, as of other certificates
  key         text NOT NULL,
  serial      text NOT NULL,
  PRIMARY KEY (authority, fingerprint)
);

-- Authorities of Rekey's own that certify nothing any more.
CREATE TABLE rekey.own_stop (
  authority text PRIMARY KEY,
  at        timestamptz NOT NULL DEFAULT now()
);
