-- Endpoints that let in only who shows a certificate of an authority: whom they believe is seen by a handshake.

CREATE TABLE rekey.trust_endpoint (
  authority text NOT NULL,
  endpoint  text NOT NULL,
  added_by  text NOT NULL,
  added_at  timestamptz NOT NULL,
  PRIMARY KEY (authority, endpoint)
);
