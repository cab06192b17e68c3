-- Who stands behind a principal: one person must not be able to act as two.

ALTER TABLE rekey.principal
  ADD COLUMN created_by    text,        -- null: whoever runs the server, or a consumer
  ADD COLUMN introduced_by text,        -- who handed out the present token: creator, or who replaced it; null: the machine
  ADD COLUMN introduced_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN confirmed_by  text,        -- another person than introduced_by
  ADD COLUMN counts_since  timestamptz, -- from when on they are one of two persons; null: not confirmed
  ADD COLUMN disabled_by   text;

-- Who came first runs the server; the next one was their choice; everybody else is to be confirmed.
WITH person AS (
  SELECT name, row_number() OVER (ORDER BY created_at, name) AS place,
    first_value(name) OVER (ORDER BY created_at, name) AS owner
  FROM rekey.principal WHERE kind = 'PERSON')
UPDATE rekey.principal p SET
  introduced_at = p.created_at,
  created_by = CASE WHEN place > 1 THEN owner END,
  introduced_by = CASE WHEN place > 1 THEN owner END,
  counts_since = CASE WHEN place <= 2 THEN p.created_at END
FROM person WHERE person.name = p.name;
