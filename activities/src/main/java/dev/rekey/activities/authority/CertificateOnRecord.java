package dev.rekey.activities.authority;

import dev.rekey.model.credential.SecretId;

/**
 * A certificate of a credential under care, as the ledger knows it.
 *
 * @param secret whose
 * @param key the hash of its public key
 * @param fingerprint the SHA-256 of the certificate
 * @param inUse whether it is that of the version in use
 */
public record CertificateOnRecord(SecretId secret, String key, String fingerprint, boolean inUse) {}
