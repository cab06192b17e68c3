package dev.rekey.model.inventory;

import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that was found somewhere, and what is known of it.
 *
 * @param fingerprint its SHA-256, in lower-case hex
 * @param key that of its public key
 * @param serial its serial number, in lower-case hex
 * @param names what it is for
 * @param issuer who issued it, by its own words
 * @param from since when it is valid
 * @param until when it ends
 * @param where it was found
 * @param credential whose version it is, if it is under Rekey's care
 * @param flaws what people should know of it
 */
public record FoundCertificate(
    String fingerprint,
    String key,
    String serial,
    List<String> names,
    String issuer,
    Instant from,
    Instant until,
    List<String> where,
    Optional<SecretId> credential,
    List<CertificateFlaw> flaws) {
  /** Copies the lists. */
  public FoundCertificate {
    names = List.copyOf(names);
    where = List.copyOf(where);
    flaws = List.copyOf(flaws);
  }
}
