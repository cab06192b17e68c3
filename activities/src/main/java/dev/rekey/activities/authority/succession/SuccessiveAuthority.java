package dev.rekey.activities.authority.succession;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.IssuedCertificates;
import dev.rekey.activities.authority.KeyRevocation;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.status.StatusSource;
import dev.rekey.model.FailureCode;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One authority after the other, by one name. The one whose turn it is certifies; each revokes, and
 * tells of, what it certified itself.
 */
public final class SuccessiveAuthority
    implements CertificateAuthority, RenewalAdvice, KeyRevocation, IssuedCertificates {
  private final String name;
  private final Lineage lineage;

  /** Those who stand behind a name. */
  public SuccessiveAuthority(String name, Succession succession, Authorities authorities) {
    this.name = name;
    this.lineage = Lineage.of(succession, authorities);
  }

  @Override
  public String name() {
    return name;
  }

  /** Who certified this, by the name that it has by itself; nothing if none of them did. */
  public Optional<String> issuerOf(CertificateChain chain) {
    return lineage.issuerOf(chain).map(Lineage.Descendant::name);
  }

  private Lineage.Descendant issuing() {
    return lineage
        .issuing()
        .orElseThrow(
            () ->
                new StepFailedException(
                    FailureCode.ISSUANCE_STOPPED,
                    name + " is compromised, and its successor does not certify yet"));
  }

  private CertificateAuthority of(CertificateChain chain) {
    return lineage
        .issuerOf(chain)
        .map(Lineage.Descendant::authority)
        .orElseThrow(
            () ->
                new StepFailedException(
                    FailureCode.NOT_FOUND,
                    "None that " + name + " stands for issued " + chain.serial()));
  }

  @Override
  public void check(List<String> names) {
    lineage.issuing().ifPresent(one -> one.authority().check(names));
  }

  @Override
  public Optional<Integer> ordersPerHour() {
    return lineage.issuing().flatMap(one -> one.authority().ordersPerHour());
  }

  @Override
  public Optional<String> open(List<String> names) {
    Lineage.Descendant one = issuing();
    return one.authority().open(names).map(note -> Notes.of(one.name(), note));
  }

  @Override
  public CertificateChain issue(CertificateOrder order) {
    Lineage.Descendant one = issuing();
    return one.authority().issue(Notes.own(one.name(), order));
  }

  /** What another one certified meanwhile is nobody's any more. */
  @Override
  public CertificateChain resume(CertificateOrder order) {
    Lineage.Descendant now = issuing();
    lineage.others().forEach(one -> giveUp(one, order));
    return now.authority().resume(Notes.own(now.name(), order));
  }

  @Override
  public void abandon(CertificateOrder order) {
    lineage.all().forEach(one -> giveUp(one, order));
  }

  /** A note tells whose order it is; without one, whoever knows the key may have certified it. */
  private static void giveUp(Lineage.Descendant one, CertificateOrder order) {
    CertificateOrder own = Notes.own(one.name(), order);
    if (own.order().isPresent()) {
      one.authority().abandon(own);
    } else if (order.order().isEmpty()) {
      one.authority()
          .find(order.key(), Optional.empty())
          .ifPresent(
              chain -> one.authority().revoke(chain, RevocationReason.CESSATION_OF_OPERATION));
    }
  }

  @Override
  public Optional<CertificateChain> find(PublicKey key, Optional<String> order) {
    return lineage.all().stream()
        .flatMap(one -> one.authority().find(key, Notes.own(one.name(), order)).stream())
        .findFirst();
  }

  @Override
  public void revoke(CertificateChain chain, RevocationReason reason) {
    of(chain).revoke(chain, reason);
  }

  @Override
  public void revokeWithKey(KeyPair keys, CertificateChain chain, RevocationReason reason) {
    CertificateAuthority issuer = of(chain);
    if (issuer instanceof KeyRevocation byKey) {
      byKey.revokeWithKey(keys, chain, reason);
    } else {
      issuer.revoke(chain, reason);
    }
  }

  @Override
  public List<StatusSource> sources(X509Certificate certificate) {
    return lineage
        .issuerOf(new CertificateChain(List.of(certificate)))
        .map(one -> one.authority().sources(certificate))
        .orElseGet(() -> StatusSource.namedBy(certificate));
  }

  @Override
  public List<X509Certificate> serverAnchors() {
    return lineage.all().stream().flatMap(one -> one.authority().serverAnchors().stream()).toList();
  }

  @Override
  public List<X509Certificate> anchors() {
    return lineage.roots(Lineage.Descendant::believed);
  }

  @Override
  public List<X509Certificate> issuers() {
    return Stream.concat(
            lineage.all().stream().flatMap(one -> one.issuer().stream()),
            lineage.roots(one -> true).stream())
        .distinct()
        .toList();
  }

  @Override
  public Optional<Window> window(CertificateChain chain) {
    return lineage
        .issuerOf(chain)
        .flatMap(
            one ->
                one.authority() instanceof RenewalAdvice advising
                    ? advising.window(chain)
                    : Optional.empty());
  }

  /** Of those who have a list. */
  @Override
  public void each(Consumer<X509Certificate> seen) {
    lineage
        .all()
        .forEach(
            one -> {
              if (one.authority() instanceof IssuedCertificates listing) {
                listing.each(seen);
              }
            });
  }
}
