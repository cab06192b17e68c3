-- Whose value somebody has seen is asked by its fingerprint alone.

CREATE INDEX version_by_value ON secret_store.version (fingerprint);
CREATE INDEX known_version_by_value ON secret_store.known_version (fingerprint);
