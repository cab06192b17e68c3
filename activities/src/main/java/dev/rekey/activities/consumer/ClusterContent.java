package dev.rekey.activities.consumer;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.TrustBundle;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Rekey writes into a secret of Kubernetes, and nothing else there: key and certificate of a
 * version as {@code tls.key} and {@code tls.crt}, or the roots of an authority as {@code ca.crt}.
 *
 * @param data by field, in base64, as the cluster has it
 * @param annotation which of Rekey's own marks
 * @param mark the version and, of a certificate, its fingerprint
 */
record ClusterContent(Map<String, String> data, String annotation, String mark) {
  private static final String TLS = "kubernetes.io/tls";

  static ClusterContent of(SecretId secret, VersionId version, Login login) {
    if (TrustBundle.authorityOf(secret).isPresent()) {
      String roots = base64(login.value().reveal());
      return new ClusterContent(Map.of("ca.crt", roots), "rekey.dev/roots", version.value());
    }
    try {
      String text = login.value().reveal();
      CertificateChain chain = CertificateChain.of(text);
      if (!KeyPairs.match(KeyPairs.read(text), chain.key())) {
        throw Unreachable.because("the key and the certificate do not belong together");
      }
      String key = base64(KeyPairs.pem(KeyPairs.read(text)));
      return new ClusterContent(
          Map.of("tls.crt", base64(chain.pem()), "tls.key", key),
          "rekey.dev/certificate",
          version.value() + " sha256:" + chain.fingerprint());
    } catch (IllegalArgumentException e) { // quotes nothing, but the type is only for a pair
      throw Unreachable.because("only a certificate goes into a Kubernetes secret");
    }
  }

  /** Which types of secrets it may go into: roots are no secret, and are in plain ones as well. */
  static List<String> types(SecretId secret) {
    return TrustBundle.authorityOf(secret).isPresent() ? List.of(TLS, "Opaque") : List.of(TLS);
  }

  boolean isIn(Secret secret) {
    Map<String, String> there = Optional.ofNullable(secret.getData()).orElse(Map.of());
    Map<String, String> marks =
        Optional.ofNullable(secret.getMetadata().getAnnotations()).orElse(Map.of());
    return there.entrySet().containsAll(data.entrySet()) && mark.equals(marks.get(annotation));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Without the data, of which one field is a key. */
  @Override
  public String toString() {
    return mark;
  }
}
