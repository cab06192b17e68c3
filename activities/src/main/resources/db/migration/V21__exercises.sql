-- Exercises that were played, and what is to be done because of them.

CREATE TABLE rekey.exercise (
  id          text PRIMARY KEY,
  scenario    text NOT NULL,
  version     int NOT NULL,
  grade       text NOT NULL,
  started_at  timestamptz NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL
);

-- It is open until a person says what was done.
CREATE TABLE rekey.remediation (
  id        text PRIMARY KEY,
  exercise  text NOT NULL REFERENCES rekey.exercise,
  finding   text NOT NULL,
  what      text NOT NULL,
  owner     text NOT NULL,
  due       date NOT NULL,
  closed_at timestamptz,
  closed_by text,
  note      text
);
CREATE INDEX remediation_open ON rekey.remediation (due) WHERE closed_at IS NULL;
