-- Words about stretches of the evidence log that somebody else may have written: few, among very many entries.
CREATE INDEX evidence_suspect ON rekey.evidence_entry (place) WHERE type = 'dev.rekey.evidence.suspect';
