package dev.rekey.exercise.world;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom somebody believes.
 *
 * @param all the certificates of authorities
 */
record Roots(List<X509Certificate> all) {
  private static final String IDENTITY = "roots";

  Roots {
    all = List.copyOf(all);
  }

  /** What a file of roots says. */
  static Roots in(Login file) {
    return new Roots(CertificateChain.read(file.value().reveal()));
  }

  /** As a file. */
  Login file() {
    return new Login(
        IDENTITY,
        SecretValue.of(
            all.stream().map(CertificateChain::pem).collect(Collectors.joining("", "#\n", ""))));
  }

  Roots without(X509Certificate one) {
    return new Roots(all.stream().filter(other -> !other.equals(one)).toList());
  }

  Roots with(X509Certificate one) {
    return all.contains(one)
        ? this
        : new Roots(Stream.concat(all.stream(), Stream.of(one)).toList());
  }

  /** Those that are here and not there. */
  Roots beyond(Roots others) {
    return new Roots(all.stream().filter(one -> !others.all().contains(one)).toList());
  }

  /** Whether one of them signed it. */
  boolean signed(CertificateChain chain) {
    return all.stream().anyMatch(one -> signed(one, chain.leaf()));
  }

  private static boolean signed(X509Certificate by, X509Certificate leaf) {
    if (!by.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
      return false;
    }
    try {
      leaf.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }
}
