package dev.rekey.activities.authority;

import dev.rekey.activities.authority.status.StatusSource;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who certifies keys. Each method may be called twice, and twice equals once; each throws
 * {@link dev.rekey.activities.StepFailedException}, and after a retryable one what happened there
 * is unknown. What only some of them can do is an interface of its own: {@link RenewalAdvice},
 * {@link IssuedCertificates}.
 */
public interface CertificateAuthority {
  /** What evidence calls it. */
  String name();

  /**
   * Checks that it answers, that our account there counts, and as far as can be told that it would
   * certify these names. Changes nothing.
   */
  void check(List<String> names);

  /** How many orders it is to get from all workers together; nothing if there is no such limit. */
  default Optional<Integer> ordersPerHour() {
    return Optional.empty();
  }

  /**
   * Begins an order for these names, where orders are kept at the authority: nothing is issued.
   *
   * @return a note by which the order is found again after a crash; it is kept with the key
   */
  default Optional<String> open(List<String> names) {
    return Optional.empty();
  }

  /** Certifies the key of an order that was not placed before, for all that is known. */
  CertificateChain issue(CertificateOrder order);

  /**
   * Certifies the key of an order that may have been placed before: what became of it is taken up,
   * or revoked, so that nobody has a certificate that nobody knows of.
   */
  default CertificateChain resume(CertificateOrder order) {
    return find(order.key(), order.order()).orElseGet(() -> issue(order));
  }

  /**
   * Revokes whatever was certified for an order that nobody will complete. Nothing is a success.
   */
  default void abandon(CertificateOrder order) {
    find(order.key(), order.order())
        .ifPresent(chain -> revoke(chain, RevocationReason.CESSATION_OF_OPERATION));
  }

  /**
   * The certificate of a key that it certified already, where it can find it.
   *
   * @param order the note of {@link #open}
   */
  Optional<CertificateChain> find(PublicKey key, Optional<String> order);

  /**
   * Revokes a certificate. One that is revoked already is a success; the reason {@link
   * RevocationReason#KEY_COMPROMISE} takes the place of a milder one where the authority allows it.
   */
  void revoke(CertificateChain chain, RevocationReason reason);

  /**
   * Where it tells whether a certificate of its own is revoked: what the certificate itself names,
   * unless it is known better. Nothing means that a revocation cannot be read back.
   */
  default List<StatusSource> sources(X509Certificate certificate) {
    return StatusSource.namedBy(certificate);
  }

  /**
   * The roots of its own server's certificate, where what it revoked is told by that one and the
   * JDK does not know them.
   */
  default List<X509Certificate> serverAnchors() {
    return List.of();
  }

  /** The certificates of the roots that its chains lead to; nothing if the JDK knows them. */
  List<X509Certificate> anchors();

  /**
   * The certificates of those who certified by this name, as far as chains do not have them: also
   * of who is believed no more, and still tells what it revoked.
   */
  default List<X509Certificate> issuers() {
    return anchors();
  }

  /**
   * The certificates that it signs with now; where it does not tell them, what it is believed by.
   */
  default List<X509Certificate> signers() {
    return anchors();
  }
}
