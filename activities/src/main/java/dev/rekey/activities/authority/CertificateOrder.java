package dev.rekey.activities.authority;

import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A key that is to be certified.
 *
 * @param names for which names
 * @param request the signing request (PKCS #10), as DER
 * @param key the public key in it
 * @param lifetime how long it is to be valid; nothing leaves it to the authority
 * @param order the note of {@link CertificateAuthority#open}
 */
public record CertificateOrder(
    List<String> names,
    SigningRequest request,
    PublicKey key,
    Optional<Duration> lifetime,
    Optional<String> order) {
  /** Copies the names. */
  public CertificateOrder {
    names = List.copyOf(names);
  }

  /** For this key and these names, valid for as long as the authority likes. */
  public static CertificateOrder of(KeyPair keys, List<String> names) {
    return new CertificateOrder(
        names,
        SigningRequest.of(keys, names),
        keys.getPublic(),
        Optional.empty(),
        Optional.empty());
  }
}
