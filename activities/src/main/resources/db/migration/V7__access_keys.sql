-- Access keys that were enrolled or made before their public ids were kept; later ones are noted when they are made.

INSERT INTO rekey.access_key (id, secret)
SELECT DISTINCT ON (v.identity) v.identity, c.secret
FROM secret_store.version v JOIN rekey.credential c ON c.secret = v.secret
WHERE c.spec ->> 'kind' = 'iam-access-key' AND v.identity ~ '^AKIA[A-Z0-9]{12,124}$'
ORDER BY v.identity, v.place DESC
ON CONFLICT (id) DO NOTHING;
