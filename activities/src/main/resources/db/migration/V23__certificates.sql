-- The certificates of versions: what they are, until when, and when each is to be replaced.

CREATE TABLE rekey.certificate (
  secret        text COLLATE "C" NOT NULL,
  version       text NOT NULL,
  key           text NOT NULL, -- the SHA-256 of the public key
  fingerprint   text NOT NULL, -- the SHA-256 of the certificate
  serial        text NOT NULL, -- lower-case hex
  valid_from    timestamptz NOT NULL,
  valid_until   timestamptz NOT NULL,
  replace_from  timestamptz NOT NULL,
  replace_until timestamptz NOT NULL,
  ask_again     timestamptz, -- when the authority is asked again when it wants it replaced
  PRIMARY KEY (secret, version)
);
CREATE INDEX certificate_by_key ON rekey.certificate (key);
