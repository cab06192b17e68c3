-- What authorities of Rekey's own issued and revoked: for one machine and for tests, never for production.

CREATE TABLE rekey.own_certificate (
  authority  text NOT NULL,
  serial     text NOT NULL, -- lower-case hex
  key        text NOT NULL, -- the SHA-256 of the public key: a key is certified once
  chain      text NOT NULL, -- PEM
  issued_at  timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  reason     text,
  PRIMARY KEY (authority, serial),
  UNIQUE (authority, key)
);
