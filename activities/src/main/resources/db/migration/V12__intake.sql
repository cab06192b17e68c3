-- A signal is accepted when it is here; its response hears of it afterwards, at the latest when Temporal is back.

ALTER TABLE rekey.incident_signal ADD COLUMN heard_at timestamptz;
UPDATE rekey.incident_signal SET heard_at = at;
CREATE INDEX incident_signal_unheard ON rekey.incident_signal (at) WHERE heard_at IS NULL;
