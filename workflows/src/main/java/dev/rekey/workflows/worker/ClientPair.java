package dev.rekey.workflows.worker;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A certificate that a client shows, with those that lead to a root, and its key. Never printed.
 *
 * @param key the key
 * @param chain the certificate first
 */
record ClientPair(PrivateKey key, List<X509Certificate> chain) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final byte[] TRIAL =
      "a key is known by its signature".getBytes(StandardCharsets.UTF_8);

  ClientPair {
    chain = List.copyOf(chain);
  }

  /**
   * Reads the certificates in a text of PEM, and the key (PKCS #8) in another, or the same.
   *
   * @throws IllegalStateException if there are none; its words hold nothing of the text
   */
  static ClientPair of(String certificates, String keys) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> chain = new ArrayList<>();
      for (byte[] der : blocks(certificates, "CERTIFICATE")) {
        chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
      List<byte[]> key = blocks(keys, "PRIVATE KEY");
      if (!chain.isEmpty() && !key.isEmpty()) {
        KeyFactory reader = KeyFactory.getInstance(chain.getFirst().getPublicKey().getAlgorithm());
        return new ClientPair(
            reader.generatePrivate(new PKCS8EncodedKeySpec(key.getFirst())), chain);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // said below
    }
    throw new IllegalStateException(
        "TEMPORAL_TLS_...: a certificate or key cannot be read, or is not PEM");
  }

  private static List<byte[]> blocks(String pem, String kind) {
    return BLOCK
        .matcher(pem)
        .results()
        .filter(block -> block.group(1).equals(kind))
        .map(ClientPair::decoded)
        .toList();
  }

  private static byte[] decoded(MatchResult block) {
    return Base64.getMimeDecoder().decode(block.group(2));
  }

  /** What speaks against showing it at that time, if anything does. */
  Optional<String> fault(Instant now) {
    X509Certificate leaf = chain.getFirst();
    if (now.isAfter(leaf.getNotAfter().toInstant())) {
      return Optional.of("has expired");
    }
    if (now.isBefore(leaf.getNotBefore().toInstant())) {
      return Optional.of("is not valid yet");
    }
    return belongsTogether() ? Optional.empty() : Optional.of("has another key");
  }

  private boolean belongsTogether() {
    PublicKey open = chain.getFirst().getPublicKey();
    try {
      Signature signature = Signature.getInstance(algorithm(open));
      signature.initSign(key);
      signature.update(TRIAL);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(TRIAL);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String algorithm(PublicKey open) {
    return switch (open.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> open.getAlgorithm();
    };
  }

  /** By which it is known, in logs too. */
  String serial() {
    return chain.getFirst().getSerialNumber().toString(16);
  }

  @Override
  public String toString() {
    return "certificate " + serial();
  }
}
