package dev.rekey.exercise.world;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
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

  /** Whether the chain leads to one of them at that time, as a server would judge it. */
  boolean believe(CertificateChain chain, Instant now) {
    Set<TrustAnchor> anchors =
        all.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
    List<X509Certificate> below =
        chain.certificates().stream().takeWhile(one -> !all.contains(one)).toList();
    try {
      PKIXParameters rules = new PKIXParameters(anchors);
      rules.setRevocationEnabled(false); // servers seldom ask for it
      rules.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), rules);
      return true;
    } catch (GeneralSecurityException leadsNowhere) {
      return false;
    }
  }
}
