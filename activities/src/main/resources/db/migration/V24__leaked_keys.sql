-- Keys that leaked and are never to be certified again, by whomever they are brought. Only ever added to.

CREATE TABLE rekey.leaked_key (
  identity text PRIMARY KEY, -- spki- and the SHA-256 of the public key
  secret   text NOT NULL,
  at       timestamptz NOT NULL
);
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON rekey.leaked_key
  FOR EACH STATEMENT EXECUTE FUNCTION rekey.refuse_change();
