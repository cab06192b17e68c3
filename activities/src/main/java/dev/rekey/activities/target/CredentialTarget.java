package dev.rekey.activities.target;

import dev.rekey.activities.Deed;
import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.Living;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A system that honours credentials. Temporal runs each step at least once, so twice must equal
 * once. Every method throws {@link dev.rekey.activities.StepFailedException}; after a retryable one
 * what happened at the target is unknown, and {@link #tryOut} tells.
 *
 * @param <S> the kind of credential
 */
public sealed interface CredentialTarget<S extends CredentialSpec> extends FollowingTarget<S>
    permits ChoosingTarget, MintingTarget, IssuingTarget {
  /**
   * Checks everything a rotation will need, and changes nothing: endpoints answer, passwords are
   * really checked there, {@code current} logs in, the rotator may do what it must.
   */
  void validate(S spec, Login rotator, Login current);

  /**
   * Checks everything that making the first login will need, and changes nothing. Its user must not
   * be there yet: it could be somebody else's.
   *
   * @param made the login, if an enrolment that did not come to its end may have made it already
   */
  void validateNew(S spec, Login rotator, Optional<Login> made);

  /** Takes back what {@link #install} made for a first login, as if it had never been. */
  void unmake(S spec, Login rotator, Login newborn);

  /**
   * Who counts as the one before, where the very first login is to be made.
   *
   * @throws dev.rekey.activities.StepFailedException BAD_REQUEST if a first one cannot be made
   */
  Login elder(S spec);

  /**
   * Makes the target accept {@code pending}; with two valid versions {@code current} keeps working.
   *
   * @return from when on, by the target's clock, logins use the new value
   */
  Instant install(S spec, Login rotator, Login pending, Login current);

  /**
   * How many equal rounds of answers prove a refusal. Two, unless the target makes a change visible
   * everywhere at once.
   */
  default int roundsUntilStable(S spec) {
    return 2;
  }

  /**
   * How long a change may take to be seen by every part of the target. The rounds of a proof are
   * spread over it, and a refusal of what was just made is no answer yet.
   */
  default Duration settling(S spec) {
    return Duration.ZERO;
  }

  /**
   * Tries to log in and act at every endpoint. Never throws for a refusal or an unreachable
   * endpoint.
   */
  List<Trial> tryOut(S spec, Login login);

  /**
   * The same with Rekey's own login at hand, for a target of which only that one may ask. This is
   * what the steps call.
   */
  default List<Trial> tryOut(S spec, Login rotator, Login login) {
    return tryOut(spec, login);
  }

  /** When the target wants this login to be replaced, where it has a word on that. */
  default Optional<RenewalAdvice.Window> advice(S spec, Login rotator, Login login) {
    return Optional.empty();
  }

  /** The certificate that a login is or has, where it has one. */
  default Optional<KnownCertificate> certificate(S spec, Login login) {
    return Optional.empty();
  }

  /** Fails with GRANTS_DIFFER unless {@code pending} may do exactly what {@code current} may. */
  void compare(S spec, Login rotator, Login pending, Login current);

  /**
   * The sessions of this login at every endpoint; with one user, those opened before {@code
   * installed}.
   */
  List<? extends UserOfOld> sessions(S spec, Login rotator, Login old, Instant installed);

  /**
   * In a response: the sessions of one whose identities may have other names by now, whenever they
   * began.
   */
  default List<? extends UserOfOld> sessions(
      Together.Suspect<S> suspect, Login rotator, Login current) {
    return sessions(suspect.spec(), rotator, current, Instant.MAX);
  }

  /**
   * Because of whom the old login must not be refused yet: who has a session of it, and who was
   * seen not to use the new one.
   */
  default List<? extends UserOfOld> notMoved(
      S spec, Login rotator, Login old, Supplier<Login> fresh, Instant installed) {
    return sessions(spec, rotator, old, installed);
  }

  /**
   * Refuses {@code old} from now on. Unless {@code evenIfUsed}, nothing is changed while it has
   * sessions (looked at in the same transaction), and they are returned; otherwise they are ended.
   *
   * @return the sessions because of which it was not refused; empty when it is refused and has none
   */
  List<? extends UserOfOld> revoke(
      S spec, Login rotator, Login old, Instant installed, boolean evenIfUsed);

  /**
   * The same for a login that leaked: the target is told so, where that makes a difference.
   *
   * @return as {@link #revoke} does
   */
  default List<? extends UserOfOld> revokeLeaked(
      S spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    return revoke(spec, rotator, old, installed, evenIfUsed);
  }

  /** Whether a login that was refused stays so for ever, so that nobody can be let in again. */
  default boolean revocationIsFinal(S spec) {
    return false;
  }

  /**
   * Refuses a login that nobody was told of, so that it has no sessions. Where sessions cannot be
   * told apart by their login, those of others are left alone.
   */
  default void discard(S spec, Login rotator, Login unused) {
    revoke(spec, rotator, unused, Instant.MAX, true);
  }

  /** Where {@link #sessions} are looked for, in words: the target, or a log that may be late. */
  default String watched(S spec) {
    return spec.target();
  }

  /**
   * In a compromise: refuses every other login of this credential, since nobody knows which one
   * leaked, and the next one needs the place.
   */
  void silenceOthers(S spec, Login rotator, Login kept);

  /**
   * In a compromise, once the old login is proven refused: ends what was made with it and lives on
   * without it, such as temporary sessions, or logins that an attacker made meanwhile.
   *
   * @param kept the login that is not to be touched
   * @return what was ended, in the words of facts; empty where nothing outlives a login
   */
  default List<String> endDerived(S spec, Login rotator, Login kept) {
    return List.of();
  }

  /** Makes the target accept this known login again: to compensate, or to reconcile a drift. */
  void reinstate(S spec, Login rotator, Login login);

  /**
   * In a response: refuses every login of this credential at once, whoever uses it, and ends what
   * was opened with it; nothing waits for the value of any. Reversible where the target allows it.
   *
   * @param known the login in use
   * @param kept the login that replaced what leaked, if one did; it is not touched
   * @return what was done, and what was so already
   */
  default List<Deed> contain(S spec, Login rotator, Login known, Optional<Login> kept) {
    Login spared = kept.orElse(known);
    List<Deed> done = new ArrayList<>();
    if (kept.filter(login -> login.identity().equals(known.identity())).isEmpty()) {
      revokeLeaked(spec, rotator, known, Instant.MAX, true);
      done.add(Deed.done("login " + known.identity() + " refused"));
    }
    silenceOthers(spec, rotator, spared);
    done.addAll(Deed.done(endDerived(spec, rotator, spared)));
    return done;
  }

  /**
   * In a response: what can still log in or act in the credential's name, but for {@code kept}.
   *
   * @param known the logins that the store has
   */
  default List<Living> living(S spec, Login rotator, List<Login> known, Optional<Login> kept) {
    return known.stream()
        .filter(login -> kept.filter(login::equals).isEmpty())
        .flatMap(
            login ->
                tryOut(spec, rotator, login).stream()
                    .filter(trial -> trial.verdict() == Trial.Verdict.ACCEPTED)
                    .map(trial -> new Living("login accepted", login.identity(), trial.endpoint())))
        .toList();
  }

  /**
   * In a response, once no known login gets in: tries whether something can be done all the same.
   * That nothing can log in and that nothing can act are two facts. Never throws for a refusal.
   *
   * @return an answer for each way, with what was asked and of whom as its endpoint; empty where
   *     {@link #living} tells all that can act
   */
  default List<Trial> tryToAct(S spec, Login rotator, List<Login> known, Optional<Login> kept) {
    return List.of();
  }

  /** Where what a response does is done, for evidence: an emulator is never taken for AWS. */
  default String place(S spec) {
    return spec.target();
  }
}
