package dev.rekey.activities.authority.own;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.RevocationReason;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What an authority of our own issued and revoked. */
public interface OwnRegister {
  /** Writes a certificate down; a key has one, so the one that was first is given back. */
  CertificateChain issued(String authority, CertificateChain chain);

  /** The certificate of a key. */
  Optional<CertificateChain> find(String authority, PublicKey key);

  /** Whether a certificate of this serial number was issued. */
  boolean knows(String authority, BigInteger serial);

  /**
   * Writes a revocation down. The first one counts, but for {@link
   * RevocationReason#KEY_COMPROMISE}, which takes the place of any other reason.
   */
  void revoked(String authority, Revocation revocation);

  /** The revocation of this serial number, if it is revoked. */
  default Optional<Revocation> revocation(String authority, BigInteger serial) {
    return revocations(authority).stream().filter(one -> one.serial().equals(serial)).findFirst();
  }

  /** Everything that is revoked. */
  List<Revocation> revocations(String authority);

  /** From now on an authority certifies nothing. */
  void stop(String authority);

  /** Whether it certifies nothing any more. */
  boolean stopped(String authority);

  /** Shows every certificate. */
  void each(String authority, Consumer<X509Certificate> seen);

  /**
   * A revoked certificate.
   *
   * @param serial which one
   * @param reason why
   * @param at since when
   */
  record Revocation(BigInteger serial, RevocationReason reason, Instant at) {
    /** Whether it is kept instead of this one: that the key is in other hands is never too late. */
    public boolean outdoes(Revocation there) {
      return there.reason() != RevocationReason.KEY_COMPROMISE
          && reason == RevocationReason.KEY_COMPROMISE;
    }
  }
}
