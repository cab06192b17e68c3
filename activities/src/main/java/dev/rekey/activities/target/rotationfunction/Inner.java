package dev.rekey.activities.target.rotationfunction;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.target.Trial;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a rotation function rotates, at its own target.
 *
 * @param target the system that honours it
 * @param spec the credential
 */
record Inner<S extends CredentialSpec>(ChoosingTarget<S> target, S spec) {
  /**
   * Finds the target.
   *
   * @throws StepFailedException BAD_REQUEST if it makes its values itself: then nobody can stage
   *     one before the function is called
   */
  static <S extends CredentialSpec> Inner<S> of(Targets targets, S spec) {
    return switch (targets.of(spec)) {
      case ChoosingTarget<S> choosing -> new Inner<>(choosing, spec);
      case MintingTarget<S> minting -> throw cannot(spec);
      case IssuingTarget<S> issuing -> throw cannot(spec);
    };
  }

  private static StepFailedException cannot(CredentialSpec spec) {
    return new StepFailedException(
        FailureCode.BAD_REQUEST,
        "A rotation function cannot be driven for the kind " + spec.kind());
  }

  void validate(Login rotator, Login current) {
    target.validate(spec, rotator, current);
  }

  Instant install(Login rotator, Login pending, Login current) {
    return target.install(spec, rotator, pending, current);
  }

  Login next(Login current) {
    return target.next(spec, current);
  }

  void unmake(Login rotator, Login newborn) {
    target.unmake(spec, rotator, newborn);
  }

  int roundsUntilStable() {
    return target.roundsUntilStable(spec);
  }

  Duration settling() {
    return target.settling(spec);
  }

  List<Trial> tryOut(Login login) {
    return target.tryOut(spec, login);
  }

  void compare(Login rotator, Login pending, Login current) {
    target.compare(spec, rotator, pending, current);
  }

  List<? extends UserOfOld> sessions(Login rotator, Login old, Instant installed) {
    return target.sessions(spec, rotator, old, installed);
  }

  List<? extends UserOfOld> revoke(
      Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    return target.revoke(spec, rotator, old, installed, evenIfUsed);
  }

  void discard(Login rotator, Login unused) {
    target.discard(spec, rotator, unused);
  }

  String watched() {
    return target.watched(spec);
  }

  void silenceOthers(Login rotator, Login kept) {
    target.silenceOthers(spec, rotator, kept);
  }

  void reinstate(Login rotator, Login login) {
    target.reinstate(spec, rotator, login);
  }

  /** Whether its first endpoint lets the login in. */
  boolean accepts(Login login) {
    return tryOut(login).getFirst().verdict() == Trial.Verdict.ACCEPTED;
  }
}
