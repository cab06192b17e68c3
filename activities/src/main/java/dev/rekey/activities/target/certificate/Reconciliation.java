package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOnRecord;
import dev.rekey.activities.authority.KeyHash;
import dev.rekey.activities.target.certificate.CertificateSearch.Found;
import dev.rekey.model.inventory.CertificateFlaw;
import dev.rekey.model.inventory.FoundCertificate;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds what was found against what is known.
 *
 * @param inventory the certificates of everything under care
 * @param authorities the roots of each authority that is known; nothing stands for the JDK's
 * @param leaked whether a key is known to have leaked, by its hash
 * @param now the time
 */
public record Reconciliation(
    List<CertificateOnRecord> inventory,
    List<List<X509Certificate>> authorities,
    Predicate<String> leaked,
    Instant now) {
  private static final int RSA_BITS = 2048;
  private static final int CURVE_BITS = 256;
  private static final int THIRD = 3;
  private static final Pattern WEAK_HASH = Pattern.compile("(?i)(MD2|MD5|SHA-?1)(with.*)?");

  /** Copies the lists. */
  public Reconciliation {
    inventory = List.copyOf(inventory);
    authorities = List.copyOf(authorities);
  }

  /** What is known of each. */
  public List<FoundCertificate> of(CertificateSearch search) {
    Map<String, Set<String>> byKey = new HashMap<>();
    inventory.forEach(one -> keep(byKey, one.key(), one.fingerprint()));
    search
        .found()
        .forEach(one -> keep(byKey, key(one), CertificateChain.fingerprint(one.certificate())));
    Set<TrustAnchor> roots =
        authorities.stream()
            .flatMap(anchors -> new ChainCheck(anchors).roots().stream())
            .map(root -> new TrustAnchor(root, null))
            .collect(Collectors.toSet());
    return search.found().stream()
        .map(
            one ->
                found(
                    one,
                    leads(one.certificate(), search.between(), roots),
                    byKey.getOrDefault(key(one), Set.of()).size() > 1))
        .toList();
  }

  private static void keep(Map<String, Set<String>> byKey, String key, String fingerprint) {
    byKey.computeIfAbsent(key, first -> new HashSet<>()).add(fingerprint);
  }

  private static String key(Found one) {
    return KeyHash.of(one.certificate().getPublicKey());
  }

  private FoundCertificate found(Found one, boolean issuerIsKnown, boolean shared) {
    X509Certificate certificate = one.certificate();
    String fingerprint = CertificateChain.fingerprint(certificate);
    Optional<CertificateOnRecord> known =
        inventory.stream().filter(kept -> kept.fingerprint().equals(fingerprint)).findFirst();
    return new FoundCertificate(
        fingerprint,
        key(one),
        CertificateChain.serial(certificate),
        ChainCheck.names(certificate),
        certificate.getIssuerX500Principal().getName(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        one.where(),
        known.map(CertificateOnRecord::secret),
        flaws(one, known, issuerIsKnown, shared));
  }

  private List<CertificateFlaw> flaws(
      Found one, Optional<CertificateOnRecord> known, boolean issuerIsKnown, boolean shared) {
    return Stream.of(
            when(known.isEmpty(), CertificateFlaw.UNKNOWN_CERTIFICATE),
            when(!issuerIsKnown, CertificateFlaw.UNKNOWN_ISSUER),
            when(known.filter(kept -> !kept.inUse()).isPresent(), CertificateFlaw.NOT_IN_USE),
            when(shared, CertificateFlaw.SHARED_KEY),
            ofItself(one))
        .flatMap(flaw -> flaw)
        .toList();
  }

  private Stream<CertificateFlaw> ofItself(Found one) {
    X509Certificate certificate = one.certificate();
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    boolean ended = until.isBefore(now);
    Duration left = Duration.between(now, until);
    boolean ending = left.multipliedBy(THIRD).compareTo(Duration.between(from, until)) < 0;
    return Stream.of(
            when(leaked.test(key(one)), CertificateFlaw.LEAKED_KEY),
            when(isWeak(certificate.getPublicKey()), CertificateFlaw.WEAK_KEY),
            when(
                WEAK_HASH.matcher(certificate.getSigAlgName()).matches(),
                CertificateFlaw.WEAK_SIGNATURE),
            when(!ended && ending, CertificateFlaw.EXPIRING),
            when(ended, CertificateFlaw.EXPIRED))
        .flatMap(flaw -> flaw);
  }

  private static Stream<CertificateFlaw> when(boolean holds, CertificateFlaw flaw) {
    return holds ? Stream.of(flaw) : Stream.of();
  }

  /** What the JDK does not know as a key of some curve is none that anybody should use. */
  private static boolean isWeak(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> rsa.getModulus().bitLength() < RSA_BITS;
      case ECPublicKey curve -> curve.getParams().getCurve().getField().getFieldSize() < CURVE_BITS;
      case EdECPublicKey edwards -> false;
      default -> true;
    };
  }

  /** Whether a way leads to a root; one that has ended is looked at as it was. */
  private boolean leads(
      X509Certificate leaf, Set<X509Certificate> between, Set<TrustAnchor> roots) {
    if (roots.isEmpty()) {
      return false;
    }
    Instant end = leaf.getNotAfter().toInstant();
    List<X509Certificate> all =
        new ArrayList<>(Stream.concat(Stream.of(leaf), between.stream()).toList());
    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(leaf);
    try {
      PKIXBuilderParameters rules = new PKIXBuilderParameters(roots, wanted);
      rules.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)));
      rules.setRevocationEnabled(false);
      rules.setDate(Date.from(end.isBefore(now) ? end : now));
      CertPathBuilder.getInstance("PKIX").build(rules);
      return true;
    } catch (GeneralSecurityException noWay) {
      return false;
    }
  }
}
