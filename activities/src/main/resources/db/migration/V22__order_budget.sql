-- How many orders are left at a certificate authority, to all workers together.

CREATE TABLE rekey.order_budget (
  authority text PRIMARY KEY,
  spent_to  timestamptz NOT NULL DEFAULT '-infinity' -- until when orders placed already fill the allowed rate
);
