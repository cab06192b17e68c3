-- The embedded secret store, by the rules of AWS Secrets Manager. Values are ciphertext; the key is in no database.

CREATE TABLE secret_store.key_file (
  one  boolean PRIMARY KEY DEFAULT true CHECK (one),
  mark text NOT NULL -- a fingerprint of nothing secret: tells whether a key file is the right one
);

CREATE TABLE secret_store.secret (
  id         text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE secret_store.version (
  secret      text NOT NULL REFERENCES secret_store.secret,
  version     text NOT NULL,
  place       bigint GENERATED ALWAYS AS IDENTITY, -- in the order of their making
  identity    text NOT NULL,
  ciphertext  bytea,           -- nothing once purged; the fingerprint stays, to recognise a leaked value
  fingerprint text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  purged_at   timestamptz,
  PRIMARY KEY (secret, version),
  UNIQUE (secret, fingerprint),
  CHECK ((ciphertext IS NULL) = (purged_at IS NOT NULL))
);

CREATE TABLE secret_store.label (
  secret  text NOT NULL,
  stage   text NOT NULL CHECK (stage IN ('AWSPENDING', 'AWSCURRENT', 'AWSPREVIOUS')),
  version text NOT NULL,
  PRIMARY KEY (secret, stage),
  FOREIGN KEY (secret, version) REFERENCES secret_store.version
);

CREATE TABLE secret_store.access (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  secret    text NOT NULL,
  version   text NOT NULL,
  principal text NOT NULL,
  purpose   text NOT NULL,
  address   text NOT NULL
);
-- Rekey's own reads are many and never asked for by version.
CREATE INDEX access_of_others ON secret_store.access (secret, version) WHERE principal <> 'rekey';
