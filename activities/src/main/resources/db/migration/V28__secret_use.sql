-- Who reads a secret past Rekey uses it too: when last, as far as the platform's log was looked through.

CREATE TABLE rekey.secret_use (
  secret text COLLATE "C" PRIMARY KEY,
  at     timestamptz NOT NULL
);

CREATE TABLE rekey.secret_use_look (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  until timestamptz NOT NULL
);
