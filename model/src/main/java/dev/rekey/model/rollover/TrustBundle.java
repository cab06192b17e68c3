package dev.rekey.model.rollover;

import dev.rekey.model.credential.SecretId;
import java.util.Optional;

/**
 * What consumers must believe of an authority: a secret with nothing secret in it, so that it is
 * delivered and acknowledged as any other.
 */
public final class TrustBundle {
  private static final String BUNDLES = "trust/";

  private TrustBundle() {}

  /** The secret with the roots of the authority of that name. */
  public static SecretId of(String authority) {
    return new SecretId(BUNDLES + authority);
  }

  /** Whose roots these are, if the secret is such a bundle. */
  public static Optional<String> authorityOf(SecretId secret) {
    return Optional.of(secret.value())
        .filter(name -> name.startsWith(BUNDLES))
        .map(name -> name.substring(BUNDLES.length()));
  }
}
