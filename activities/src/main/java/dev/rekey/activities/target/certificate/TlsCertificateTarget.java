package dev.rekey.activities.target.certificate;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.OrderLimit;
import dev.rekey.activities.target.Trial;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Certificates. Each version is a new key; the authority certifies it; the gate is what every
 * endpoint really serves; revoked is what the authority's list and responder say, asked anew.
 */
public final class TlsCertificateTarget implements IssuingTarget<TlsCertificate> {
  private final Authorities authorities;
  private final InstantSource clock;
  private final Outlook outlook;
  private final Endpoints endpoints;
  private final CertificateCheck check;
  private final Admission admission;

  /** With these authorities. */
  public TlsCertificateTarget(Authorities authorities) {
    this(authorities, InstantSource.system(), Duration.ofSeconds(5));
  }

  /** With these authorities, this time, and this patience with endpoints and responders. */
  public TlsCertificateTarget(Authorities authorities, InstantSource clock, Duration patience) {
    this(authorities, clock, Outlook.real(patience, clock));
  }

  /** With these authorities, this time, and what is seen from outside. */
  public TlsCertificateTarget(Authorities authorities, InstantSource clock, Outlook outlook) {
    this.authorities = authorities;
    this.clock = clock;
    this.outlook = outlook;
    this.endpoints = new Endpoints(outlook.network(), clock);
    this.admission = new Admission(outlook.network());
    this.check = new CertificateCheck(outlook.status(), clock);
  }

  /** The authorities that it works with. */
  public Authorities authorities() {
    return authorities;
  }

  /** What it sees from outside. */
  public Outlook outlook() {
    return outlook;
  }

  private CertificateAuthority authority(TlsCertificate spec, Login rotator) {
    return authorities.of(spec.authority(), rotator);
  }

  @Override
  public void validate(TlsCertificate spec, Login rotator, Login current) {
    CertificateAuthority authority = authority(spec, rotator);
    check.enrolled(authority, HeldCertificate.of(spec, current));
    requireReady(spec, authority);
  }

  private void requireReady(TlsCertificate spec, CertificateAuthority authority) {
    List<String> lost = endpoints.unresolved(spec);
    if (!lost.isEmpty()) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "No address is behind " + String.join(", ", lost));
    }
    authority.check(spec.names());
  }

  @Override
  public void validateNew(TlsCertificate spec, Login rotator, Optional<Login> made) {
    made.ifPresent(login -> HeldCertificate.of(spec, login));
    requireReady(spec, authority(spec, rotator));
  }

  @Override
  public void unmake(TlsCertificate spec, Login rotator, Login newborn) {
    abandon(spec, rotator, newborn);
  }

  /** Nobody: a certificate does not need another one before it. */
  @Override
  public Login elder(TlsCertificate spec) {
    return new Login("", SecretValue.of(""));
  }

  @Override
  public Optional<OrderLimit> limit(TlsCertificate spec, Login rotator) {
    Optional<Integer> perHour = authority(spec, rotator).ordersPerHour();
    return perHour.map(orders -> new OrderLimit(spec.authority(), orders));
  }

  @Override
  public Login prepare(TlsCertificate spec, Login rotator) {
    Optional<String> order = authority(spec, rotator).open(spec.names());
    return HeldCertificate.of(KeyPairs.make(spec.keyType()), order).login();
  }

  @Override
  public Login issue(TlsCertificate spec, Login rotator, Login prepared) {
    return HeldCertificate.completed(spec, prepared, authority(spec, rotator)::issue);
  }

  @Override
  public Login resume(TlsCertificate spec, Login rotator, Login prepared) {
    return HeldCertificate.completed(spec, prepared, authority(spec, rotator)::resume);
  }

  @Override
  public void abandon(TlsCertificate spec, Login rotator, Login prepared) {
    HeldCertificate held = HeldCertificate.of(spec, prepared);
    CertificateAuthority authority = authority(spec, rotator);
    held.chain()
        .ifPresentOrElse(
            chain -> authority.revoke(chain, RevocationReason.CESSATION_OF_OPERATION),
            () -> authority.abandon(held.asked(spec)));
  }

  /** It is valid already; whether it is what was asked for is looked at before anybody gets it. */
  @Override
  public Instant install(TlsCertificate spec, Login rotator, Login pending, Login current) {
    HeldCertificate held = HeldCertificate.of(spec, pending);
    check.issued(authority(spec, rotator), held, spec.names());
    admission.require(spec, held);
    return clock.instant();
  }

  @Override
  public List<Trial> tryOut(TlsCertificate spec, Login login) {
    return List.of(new Trial(spec.target() + ", not asked", Trial.Verdict.UNKNOWN));
  }

  @Override
  public List<Trial> tryOut(TlsCertificate spec, Login rotator, Login login) {
    return check.status(authority(spec, rotator), HeldCertificate.of(spec, login));
  }

  @Override
  public Optional<RenewalAdvice.Window> advice(TlsCertificate spec, Login rotator, Login login) {
    return authority(spec, rotator) instanceof RenewalAdvice advising
        ? HeldCertificate.of(spec, login).chain().flatMap(advising::window)
        : Optional.empty();
  }

  @Override
  public Optional<KnownCertificate> certificate(TlsCertificate spec, Login login) {
    return HeldCertificate.of(spec, login)
        .chain()
        .map(chain -> KnownCertificate.of(chain, spec.renewAtPercent()));
  }

  @Override
  public void compare(TlsCertificate spec, Login rotator, Login pending, Login current) {
    check.names(HeldCertificate.of(spec, pending).certificate(), spec.names());
  }

  @Override
  public List<UserOfOld> sessions(
      TlsCertificate spec, Login rotator, Login old, Instant installed) {
    return HeldCertificate.of(spec, old)
        .chain()
        .map(chain -> endpoints.serving(spec, chain))
        .orElse(List.of());
  }

  @Override
  public List<UserOfOld> notMoved(
      TlsCertificate spec, Login rotator, Login old, Supplier<Login> fresh, Instant installed) {
    HeldCertificate next = HeldCertificate.of(spec, fresh.get());
    List<UserOfOld> users = new ArrayList<>(admission.missing(spec, next));
    users.addAll(
        endpoints.behind(
            spec,
            HeldCertificate.of(spec, old).certificate(),
            next.certificate(),
            new ChainCheck(authority(spec, rotator).anchors())));
    return users;
  }

  @Override
  public String watched(TlsCertificate spec) {
    return spec.endpoints().isEmpty()
        ? "no endpoint is declared, so nobody was asked what it serves"
        : "every address behind " + String.join(", ", spec.places());
  }

  @Override
  public List<UserOfOld> revoke(
      TlsCertificate spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    return revoke(spec, rotator, old, evenIfUsed, RevocationReason.SUPERSEDED);
  }

  @Override
  public List<UserOfOld> revokeLeaked(
      TlsCertificate spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    return revoke(spec, rotator, old, evenIfUsed, RevocationReason.KEY_COMPROMISE);
  }

  private List<UserOfOld> revoke(
      TlsCertificate spec, Login rotator, Login old, boolean evenIfUsed, RevocationReason why) {
    Optional<CertificateChain> chain = HeldCertificate.of(spec, old).chain();
    List<UserOfOld> users =
        evenIfUsed || chain.isEmpty() ? List.of() : endpoints.serving(spec, chain.get());
    if (users.isEmpty()) {
      HeldCertificate.of(spec, old).revoke(authority(spec, rotator), why);
    }
    return users;
  }

  @Override
  public boolean revocationIsFinal(TlsCertificate spec) {
    return true;
  }

  /** What else was issued for this credential is in the store, and is revoked from there. */
  @Override
  public void silenceOthers(TlsCertificate spec, Login rotator, Login kept) {
    HeldCertificate.of(spec, kept);
  }

  @Override
  public void reinstate(TlsCertificate spec, Login rotator, Login login) {
    boolean revoked =
        tryOut(spec, rotator, login).stream()
            .anyMatch(trial -> trial.verdict() == Trial.Verdict.REFUSED);
    if (revoked) {
      throw new StepFailedException(
          FailureCode.PAST_RETURN, "A revoked certificate stays revoked; make a new one");
    }
  }
}
