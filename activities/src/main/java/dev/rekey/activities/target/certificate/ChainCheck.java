package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.PublicRoots;
import dev.rekey.model.credential.TlsNames;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client would say of a chain, but for revocation.
 *
 * @param anchors the roots that clients believe; nothing stands for those of the JDK
 */
record ChainCheck(List<X509Certificate> anchors) {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  /** What is wrong with its dates, in words that follow "a certificate that"; of each in it. */
  Optional<String> date(CertificateChain chain, Instant now) {
    for (X509Certificate each : chain.certificates()) {
      String which =
          each.equals(chain.leaf()) ? "" : " has an intermediate, " + name(each) + ", that";
      if (each.getNotAfter().toInstant().isBefore(now)) {
        return Optional.of((which + " expired at " + each.getNotAfter().toInstant()).strip());
      }
      if (each.getNotBefore().toInstant().isAfter(now)) {
        return Optional.of(
            (which
                    + " is not valid before "
                    + each.getNotBefore().toInstant()
                    + ": a clock is wrong")
                .strip());
      }
    }
    return Optional.empty();
  }

  /** Whether the chain leads to one of the roots; if not, why. */
  Optional<String> path(CertificateChain chain, Instant now) {
    Set<TrustAnchor> roots =
        roots().stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
    List<X509Certificate> below =
        chain.certificates().stream().filter(each -> !roots().contains(each)).toList();
    try {
      PKIXParameters rules = new PKIXParameters(roots);
      rules.setRevocationEnabled(false);
      rules.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), rules);
      return Optional.empty();
    } catch (GeneralSecurityException e) { // its words are not ours
      X509Certificate last = chain.certificates().getLast();
      return Optional.of(
          "has a chain that does not lead to a root of the authority: it ends at "
              + name(last)
              + ", issued by "
              + last.getIssuerX500Principal().getName());
    }
  }

  /** The roots, or those of the JDK. */
  Collection<X509Certificate> roots() {
    return anchors.isEmpty() ? PublicRoots.all() : anchors;
  }

  /** Which of the names it is not for. */
  static List<String> missing(X509Certificate certificate, List<String> names) {
    List<String> held = names(certificate);
    return names.stream().filter(name -> !held.contains(name) && !covered(held, name)).toList();
  }

  private static boolean covered(List<String> held, String name) {
    return TlsNames.isHost(name) && TlsNames.cover(held, name);
  }

  /** The names that it is for. The common name counts no more (RFC 9525). */
  static List<String> names(X509Certificate certificate) {
    try {
      @Nullable Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return all == null
          ? List.of()
          : all.stream()
              .filter(one -> one.getFirst().equals(DNS) || one.getFirst().equals(ADDRESS))
              .map(one -> String.valueOf(one.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
