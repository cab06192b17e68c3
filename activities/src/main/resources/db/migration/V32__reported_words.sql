-- What open reports speak of, to be found by whatever is enrolled, or known of, after them.

CREATE TABLE rekey.reported_word (
  signal text NOT NULL REFERENCES rekey.incident_signal,
  kind   text NOT NULL,
  word   text NOT NULL,
  PRIMARY KEY (signal, kind, word)
);
CREATE INDEX reported_word_is ON rekey.reported_word (kind, word);

-- Which credentials a report was seen to mean, whatever came of it: each is looked at once.
CREATE TABLE rekey.reported_credential (
  signal text NOT NULL REFERENCES rekey.incident_signal,
  secret text COLLATE "C" NOT NULL,
  PRIMARY KEY (signal, secret)
);
CREATE INDEX incident_signal_of ON rekey.incident_signal (incident);
CREATE INDEX incident_open ON rekey.incident (id) WHERE state NOT IN ('DISMISSED', 'CLOSED');

-- The words of one clue. An ARN may be enrolled by its name, or without the end that AWS gave it.
CREATE FUNCTION rekey.words_of(clue jsonb) RETURNS TABLE (word text) LANGUAGE sql IMMUTABLE AS $$
  SELECT w FROM unnest(CASE clue ->> 'clue'
    WHEN 'secret' THEN ARRAY[clue ->> 'name'] ||
      regexp_match(clue ->> 'name', '^(arn:[^:]+:secretsmanager:[^:]*:[0-9]*:secret:(.+))-[A-Za-z0-9]{6}$')
    WHEN 'access-key' THEN ARRAY[clue ->> 'id']
    WHEN 'certificate' THEN
      ARRAY[ltrim(regexp_replace(lower(clue ->> 'hex'), '^spki-|[:\s]', '', 'g'), '0')]
    WHEN 'principal' THEN ARRAY[(clue ->> 'account') || '/' || (clue ->> 'identity')]
    WHEN 'value' THEN ARRAY[clue ->> 'fingerprint']
  END) w
$$;

-- By what words credentials and authorities are known.
CREATE VIEW rekey.known_word (kind, word, secret) AS
  SELECT 'secret', secret, secret FROM rekey.credential
  UNION ALL SELECT 'secret', 'authority/' || name, 'authority/' || name FROM rekey.authority
  UNION ALL SELECT 'secret', 'authority/' || (spec ->> 'authority'), 'authority/' || (spec ->> 'authority')
    FROM rekey.credential WHERE spec ->> 'kind' = 'tls-certificate'
  UNION ALL SELECT 'access-key', id, secret FROM rekey.access_key
  UNION ALL SELECT 'principal',
    substr(target, 5) || '/' || regexp_replace(identity, '^arn:.*:(user|role)/(.*/)?', '\1/'), secret
    FROM rekey.credential_identity WHERE target LIKE 'iam:%'
  UNION ALL SELECT 'value', fingerprint, secret FROM secret_store.version
  UNION ALL SELECT 'value', fingerprint, secret FROM secret_store.known_version
  UNION ALL SELECT 'certificate', ltrim(key, '0'), secret FROM rekey.certificate
  UNION ALL SELECT 'certificate', ltrim(fingerprint, '0'), secret FROM rekey.certificate
  UNION ALL SELECT 'certificate', serial, secret FROM rekey.certificate
  UNION ALL SELECT 'certificate', ltrim(key, '0'), 'authority/' || authority FROM rekey.authority_signer
  UNION ALL SELECT 'certificate', ltrim(fingerprint, '0'), 'authority/' || authority
    FROM rekey.authority_signer
  UNION ALL SELECT 'certificate', serial, 'authority/' || authority FROM rekey.authority_signer;

CREATE INDEX credential_identity_word ON rekey.credential_identity
  ((substr(target, 5) || '/' || regexp_replace(identity, '^arn:.*:(user|role)/(.*/)?', '\1/')));
CREATE INDEX certificate_key_word ON rekey.certificate (ltrim(key, '0'));
CREATE INDEX certificate_fingerprint_word ON rekey.certificate (ltrim(fingerprint, '0'));
CREATE INDEX certificate_serial ON rekey.certificate (serial);

INSERT INTO rekey.reported_word
SELECT DISTINCT s.signal, c ->> 'clue', w.word
FROM rekey.incident_signal s, jsonb_array_elements(s.report -> 'clues') c, rekey.words_of(c) w
WHERE s.signal NOT LIKE '%/enrolled-since';

-- Reports that nothing was known of still wait; of the others, what they mean by now was seen.
INSERT INTO rekey.reported_credential
SELECT DISTINCT w.signal, k.secret
FROM rekey.reported_word w JOIN rekey.known_word k USING (kind, word)
  JOIN rekey.incident_signal s ON s.signal = w.signal
WHERE s.report -> 'atRisk' <> '[]'
  OR EXISTS (SELECT FROM rekey.incident_signal l WHERE l.signal = s.signal || '/enrolled-since');
