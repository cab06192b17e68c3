package dev.rekey.activities.rotation;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.List;

/**
 * A credential at its target, with Rekey's own login at hand: the verbs of {@link CredentialTarget}
 * without the arguments that stay the same.
 *
 * @param target the system
 * @param spec the credential
 * @param rotator Rekey's login there
 */
public record Subject<S extends CredentialSpec>(CredentialTarget<S> target, S spec, Login rotator) {
  /** See {@link CredentialTarget#validate}. */
  public void validate(Login current) {
    target.validate(spec, rotator, current);
  }

  /** See {@link CredentialTarget#next}. */
  public Login next(Login current) {
    return target.next(spec, current);
  }

  /** See {@link CredentialTarget#install}. */
  public Instant install(Login pending, Login current) {
    return target.install(spec, rotator, pending, current);
  }

  /** See {@link CredentialTarget#tryOut}. */
  public List<Trial> tryOut(Login login) {
    return target.tryOut(spec, login);
  }

  /** See {@link CredentialTarget#roundsUntilStable}. */
  public int roundsUntilStable() {
    return target.roundsUntilStable(spec);
  }

  /** See {@link CredentialTarget#compare}. */
  public void compare(Login pending, Login current) {
    target.compare(spec, rotator, pending, current);
  }

  /** See {@link CredentialTarget#sessions}. */
  public List<UserOfOld.OpenSession> sessions(Login old, Instant installed) {
    return target.sessions(spec, rotator, old, installed);
  }

  /** See {@link CredentialTarget#revoke}. */
  public List<UserOfOld.OpenSession> revoke(Login old, Instant installed, boolean evenIfUsed) {
    return target.revoke(spec, rotator, old, installed, evenIfUsed);
  }

  /** See {@link CredentialTarget#reinstate}. */
  public void reinstate(Login login) {
    target.reinstate(spec, rotator, login);
  }
}
