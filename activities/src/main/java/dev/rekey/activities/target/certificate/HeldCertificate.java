package dev.rekey.activities.target.certificate;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyHash;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.KeyRevocation;
import dev.rekey.activities.authority.Pem;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.SigningRequest;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.TlsCertificate;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a version holds, as PEM: the key; then its certificate with those that lead to a root, or,
 * before there is one, the public key and the note of the order.
 *
 * @param keys the pair
 * @param chain the certificate, once there is one
 * @param order the note by which the order is found again
 */
record HeldCertificate(KeyPair keys, Optional<CertificateChain> chain, Optional<String> order) {
  private static final Pattern ORDER = Pattern.compile("^Order: (\\S+)$", Pattern.MULTILINE);
  private static final String PREFIX = "spki-";

  /** A key that is to be certified. */
  static HeldCertificate of(KeyPair keys, Optional<String> order) {
    return new HeldCertificate(keys, Optional.empty(), order);
  }

  /**
   * Reads a version.
   *
   * @throws StepFailedException BAD_REQUEST if it is not of this form; the sentence quotes nothing
   */
  static HeldCertificate of(Login login) {
    try {
      String text = login.value().reveal();
      PrivateKey key = KeyPairs.read(text);
      List<X509Certificate> chain = CertificateChain.read(text);
      if (chain.isEmpty()) {
        PublicKey open = KeyPairs.readPublic(publicKey(text));
        return new HeldCertificate(new KeyPair(open, key), Optional.empty(), order(text));
      }
      CertificateChain certificate = new CertificateChain(chain);
      return new HeldCertificate(
          new KeyPair(certificate.key(), key), Optional.of(certificate), Optional.empty());
    } catch (IllegalArgumentException e) { // sentences of ours, without the text
      throw new StepFailedException(FailureCode.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads a version of this credential. It is called by its key, so that a key that leaked is known
   * by that name.
   *
   * @throws StepFailedException BAD_REQUEST if it is none
   */
  static HeldCertificate of(TlsCertificate spec, Login login) {
    if (!spec.owns(login.identity())) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "The login is none of a certificate's");
    }
    HeldCertificate held = of(login);
    if (!held.identity().equals(login.identity())) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "The login is not called by the hash of its key");
    }
    return held;
  }

  /** What was prepared, with the certificate that this gives for it unless it has one. */
  static Login completed(
      TlsCertificate spec, Login prepared, Function<CertificateOrder, CertificateChain> certify) {
    HeldCertificate held = of(spec, prepared);
    return held.chain().isPresent() ? prepared : held.with(certify.apply(held.asked(spec))).login();
  }

  private static String publicKey(String text) {
    return Pem.blocks(text, "PUBLIC KEY").stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no certificate with the key"));
  }

  private static Optional<String> order(String text) {
    Matcher note = ORDER.matcher(text);
    return note.find() ? Optional.of(note.group(1)) : Optional.empty();
  }

  /** The order by which the key is certified. */
  CertificateOrder asked(TlsCertificate spec) {
    return new CertificateOrder(
        spec.names(),
        SigningRequest.of(keys, spec.names()),
        keys.getPublic(),
        spec.lifetime(),
        order);
  }

  HeldCertificate with(CertificateChain certificate) {
    return new HeldCertificate(
        new KeyPair(certificate.key(), keys.getPrivate()),
        Optional.of(certificate),
        Optional.empty());
  }

  /** The certificate, which must be there. */
  CertificateChain certificate() {
    return chain.orElseThrow(
        () -> new StepFailedException(FailureCode.BAD_REQUEST, "The key has no certificate yet"));
  }

  /**
   * Has the certificate revoked, if there is one. Where the key leaked, having it is the better
   * proof: authorities block it then.
   */
  void revoke(CertificateAuthority authority, RevocationReason why) {
    if (why == RevocationReason.KEY_COMPROMISE && authority instanceof KeyRevocation byKey) {
      chain.ifPresent(one -> byKey.revokeWithKey(keys, one, why));
    } else {
      chain.ifPresent(one -> authority.revoke(one, why));
    }
  }

  /** How a login with this key is called. */
  String identity() {
    return PREFIX + KeyHash.of(keys.getPublic());
  }

  Login login() {
    String rest =
        chain
            .map(CertificateChain::pem)
            .orElseGet(
                () ->
                    KeyPairs.pem(keys.getPublic())
                        + order.map(note -> "Order: " + note + "\n").orElse(""));
    return new Login(identity(), SecretValue.of(KeyPairs.pem(keys.getPrivate()) + rest));
  }
}
