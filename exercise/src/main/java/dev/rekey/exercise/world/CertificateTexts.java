package dev.rekey.exercise.world;

import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.Sha256;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Keys and certificates as an exercise has them: texts that nobody can mistake for real ones, but
 * that are called as real ones are, by the hash of the key.
 */
final class CertificateTexts {
  private static final String SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String KEY = "EXERCISE KEY ";
  private static final String CERTIFICATE = "EXERCISE CERTIFICATE ";
  private static final Duration LIFETIME = Duration.ofDays(90);
  private static final Duration DUE = Duration.ofDays(60);

  private final Chance chance;
  private final InstantSource clock;
  private int keys;
  private int certificates;

  CertificateTexts(Chance chance, InstantSource clock) {
    this.chance = chance;
    this.clock = clock;
  }

  /** A key without a certificate. */
  synchronized Login key(SecretId secret) {
    keys++;
    String key = chance.text(secret + " certificate key " + keys, 48, SIGNS);
    return new Login("spki-" + Sha256.hex(key), SecretValue.of(KEY + key + "\n"));
  }

  /** The key of this login with a certificate that no other has. */
  synchronized Login certified(Login of) {
    certificates++;
    String key = of.value().reveal().lines().findFirst().orElseThrow();
    return new Login(of.identity(), SecretValue.of(key + "\n" + CERTIFICATE + certificates + "\n"));
  }

  static boolean isCertified(Login login) {
    return login.value().reveal().contains(CERTIFICATE);
  }

  /**
   * What the ledger is told of a certificate.
   *
   * @param made when it was made, if that is known
   */
  KnownCertificate known(Login login, Optional<Instant> made) {
    Instant from = made.orElseGet(clock::instant);
    String certificate = Sha256.hex(login.value().reveal());
    return new KnownCertificate(
        login.identity().substring("spki-".length()),
        certificate,
        certificate.substring(0, 16),
        from,
        from.plus(LIFETIME),
        from.plus(DUE));
  }
}
