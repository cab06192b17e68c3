package dev.rekey.activities.rotation;

import dev.rekey.activities.Deed;
import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.CohortTarget;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.FinishingTarget;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Together;
import dev.rekey.activities.target.Trial;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Living;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A credential at its target, with Rekey's own login at hand: the verbs of {@link CredentialTarget}
 * without the arguments that stay the same.
 *
 * @param target the system
 * @param spec the credential
 * @param rotator Rekey's login there
 * @param orders what is left of the orders that it is to get
 */
public record Subject<S extends CredentialSpec>(
    CredentialTarget<S> target, S spec, Login rotator, OrderBudget orders) {
  /** One whose orders nobody counts. */
  public Subject(CredentialTarget<S> target, S spec, Login rotator) {
    this(target, spec, rotator, OrderBudget.UNLIMITED);
  }

  /** See {@link CredentialTarget#validate}. */
  public void validate(Login current) {
    target.validate(spec, rotator, current);
  }

  /**
   * A fresh login for a version: chosen by us, and nothing changed at the target; or made by the
   * target, which then honours it; or completed by it.
   *
   * @param escrow where the part that is to be completed is kept
   */
  public Login fresh(MintOrder order, Preparations escrow) {
    return switch (target) {
      case ChoosingTarget<S> choosing -> choosing.next(spec, order.current());
      case MintingTarget<S> minting -> minting.mint(spec, rotator, order);
      case IssuingTarget<S> issuing -> issued(issuing, escrow);
    };
  }

  private Login issued(IssuingTarget<S> issuing, Preparations escrow) {
    Optional<Login> before = escrow.kept();
    issuing.limit(spec, rotator).ifPresent(orders::claim);
    return before
        .map(part -> issuing.resume(spec, rotator, part))
        .orElseGet(() -> issuing.issue(spec, rotator, escrow.keep(issuing.prepare(spec, rotator))));
  }

  /** Whether the target makes the logins, so that one may live there that the store lacks. */
  public boolean mints() {
    return !(target instanceof ChoosingTarget<S>);
  }

  /** See {@link IssuingTarget#abandon}; nothing where the target completes nothing. */
  public void abandon(Login prepared) {
    if (target instanceof IssuingTarget<S> issuing) {
      issuing.abandon(spec, rotator, prepared);
    }
  }

  /** Whether a login has a part that is escrowed before the rest of it is there. */
  public boolean completes() {
    return target instanceof IssuingTarget<S>;
  }

  /** See {@link MintingTarget#removeOrphans}; nothing where we choose the values. */
  public void removeOrphans(MintOrder order) {
    switch (target) {
      case ChoosingTarget<S> choosing -> {} // what we chose is escrowed before it is installed
      case MintingTarget<S> minting -> minting.removeOrphans(spec, rotator, order);
      case IssuingTarget<S> issuing -> {} // what it completed is found by the part that is ours
    }
  }

  /** See {@link CredentialTarget#validateNew}. */
  public void validateNew(Optional<Login> made) {
    target.validateNew(spec, rotator, made);
  }

  /** See {@link CredentialTarget#elder}. */
  public Login elder() {
    return target.elder(spec);
  }

  /** See {@link CredentialTarget#unmake}. */
  public void unmake(Login newborn) {
    target.unmake(spec, rotator, newborn);
  }

  /** See {@link CredentialTarget#install}. */
  public Instant install(Login pending, Login current) {
    return target.install(spec, rotator, pending, current);
  }

  /** Whether the target has a last word, see {@link FinishingTarget}. */
  public boolean finishes() {
    return target instanceof FinishingTarget<S>;
  }

  /** See {@link FinishingTarget#finish}; nothing where the target has no last word. */
  public void finish(VersionId version) {
    if (target instanceof FinishingTarget<S> finishing) {
      finishing.finish(spec, version);
    }
  }

  /** See {@link CredentialTarget#tryOut}. */
  public List<Trial> tryOut(Login login) {
    return target.tryOut(spec, rotator, login);
  }

  /** See {@link CredentialTarget#roundsUntilStable}. */
  public int roundsUntilStable() {
    return target.roundsUntilStable(spec);
  }

  /** See {@link CredentialTarget#settling}. */
  public Duration settling() {
    return target.settling(spec);
  }

  /** See {@link CredentialTarget#advice}. */
  public Optional<RenewalAdvice.Window> advice(Login login) {
    return target.advice(spec, rotator, login);
  }

  /** See {@link CredentialTarget#certificate}. */
  public Optional<KnownCertificate> certificate(Login login) {
    return target.certificate(spec, login);
  }

  /** See {@link CredentialTarget#compare}. */
  public void compare(Login pending, Login current) {
    target.compare(spec, rotator, pending, current);
  }

  /** See {@link CredentialTarget#sessions}. */
  public List<? extends UserOfOld> sessions(Login old, Instant installed) {
    return target.sessions(spec, rotator, old, installed);
  }

  /** See {@link CredentialTarget#notMoved}. */
  public List<? extends UserOfOld> notMoved(Login old, Supplier<Login> fresh, Instant installed) {
    return target.notMoved(spec, rotator, old, fresh, installed);
  }

  /** See {@link CredentialTarget#revokeLeaked}. */
  public List<? extends UserOfOld> revokeLeaked(Login old, Instant installed, boolean evenIfUsed) {
    return target.revokeLeaked(spec, rotator, old, installed, evenIfUsed);
  }

  /** See {@link CredentialTarget#revocationIsFinal}. */
  public boolean revocationIsFinal() {
    return target.revocationIsFinal(spec);
  }

  /** See {@link CredentialTarget#revoke}. */
  public List<? extends UserOfOld> revoke(Login old, Instant installed, boolean evenIfUsed) {
    return target.revoke(spec, rotator, old, installed, evenIfUsed);
  }

  /** See {@link CredentialTarget#discard}. */
  public void discard(Login unused) {
    target.discard(spec, rotator, unused);
  }

  /** See {@link CredentialTarget#watched}. */
  public String watched() {
    return target.watched(spec);
  }

  /** See {@link CredentialTarget#silenceOthers}. */
  public void silenceOthers(Login kept) {
    target.silenceOthers(spec, rotator, kept);
  }

  /** See {@link CredentialTarget#endDerived}. */
  public List<String> endDerived(Login kept) {
    return target.endDerived(spec, rotator, kept);
  }

  /** See {@link CredentialTarget#reinstate}. */
  public void reinstate(Login login) {
    target.reinstate(spec, rotator, login);
  }

  /** How to ask about this one together with others, if the target can. */
  public Optional<Together<S>> together() {
    return target instanceof CohortTarget<S> cohort
        ? Optional.of(cohort.together())
        : Optional.empty();
  }

  /** See {@link CredentialTarget#before}. */
  public List<String> before() {
    return target.before(spec, rotator);
  }

  /** See {@link CredentialTarget#contain}. */
  public List<Deed> contain(Login known, Optional<Login> kept) {
    return target.contain(spec, rotator, known, kept);
  }

  /** See {@link CredentialTarget#living}. */
  public List<Living> living(List<Login> known, Optional<Login> kept) {
    return target.living(spec, rotator, known, kept);
  }

  /** See {@link CredentialTarget#tryToAct}. */
  public List<Trial> tryToAct(List<Login> known, Optional<Login> kept) {
    return target.tryToAct(spec, rotator, known, kept);
  }

  /** See {@link CredentialTarget#place}. */
  public String place() {
    return target.place(spec);
  }
}
