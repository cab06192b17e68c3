package dev.rekey.activities.authority;

import java.time.Duration;
import java.time.Instant;

/**
 * A certificate as the ledger knows it, which has neither it nor its key.
 *
 * @param key the hash of its public key, see {@link KeyHash}
 * @param fingerprint the SHA-256 of the certificate, in lower-case hex
 * @param serial its serial number, in lower-case hex
 * @param from since when it is valid
 * @param until when it ends
 * @param replaceFrom from when on it is to be replaced
 */
public record KnownCertificate(
    String key,
    String fingerprint,
    String serial,
    Instant from,
    Instant until,
    Instant replaceFrom) {
  private static final int WHOLE = 100;

  /** Of a certificate that is to be replaced at this part of its lifetime. */
  public static KnownCertificate of(CertificateChain chain, int percent) {
    Instant from = chain.leaf().getNotBefore().toInstant();
    Instant until = chain.leaf().getNotAfter().toInstant();
    Duration lifetime = Duration.between(from, until);
    return new KnownCertificate(
        KeyHash.of(chain.key()),
        chain.fingerprint(),
        chain.serial(),
        from,
        until,
        from.plus(lifetime.multipliedBy(percent).dividedBy(WHOLE)));
  }
}
