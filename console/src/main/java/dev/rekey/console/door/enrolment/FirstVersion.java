package dev.rekey.console.door.enrolment;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.util.Optional;
import java.util.UUID;

/**
 * The first version of a secret that is being enrolled. Its id says where it comes from, so that
 * what a crashed enrolment left is recognised and taken over, and a version of anybody else never
 * is.
 */
final class FirstVersion {
  private static final String MARK = "enrolment-";

  private final SecretStore store;

  FirstVersion(SecretStore store) {
    this.store = store;
  }

  /** What the store holds as current, if it knows the secret. */
  Optional<Kept> found(SecretId secret) {
    return store.current(secret).map(version -> new Kept(version, read(secret, version)));
  }

  /** The login that is in use already and that somebody else's hand put into the store. */
  Optional<Login> adopted(SecretId secret) {
    return found(secret).filter(kept -> !ours(kept.version())).map(Kept::login);
  }

  /** What an enrolment that never came to its end left, if anything. */
  Optional<Login> leftover(SecretId secret) {
    return found(secret).filter(kept -> ours(kept.version())).map(Kept::login);
  }

  /**
   * Keeps a login as the current version, and gives its id. The same again is a success.
   *
   * @throws Refusal 409 if the secret holds another login that is not a leftover of ours
   */
  VersionId keep(SecretId secret, Login login) {
    Optional<Kept> found = found(secret);
    if (found.isEmpty()) {
      VersionId first = fresh();
      store.create(secret, first, login);
      return first;
    }
    VersionId there = found.get().version();
    if (found.get().login().equals(login)) {
      return there;
    }
    if (!ours(there)) {
      throw Refusal.conflict(
          FailureCode.FOREIGN_WRITE.name(),
          "The store already holds another login under " + secret + "; it was not overwritten",
          FailureCode.FOREIGN_WRITE.advice());
    }
    return replace(secret, there, login);
  }

  /** Puts a login in place of the version that is current. */
  VersionId replace(SecretId secret, VersionId there, Login login) {
    VersionId next = fresh();
    store.stage(secret, next, login);
    store.promote(secret, there, next);
    return next;
  }

  private Login read(SecretId secret, VersionId version) {
    return store
        .read(secret, version, Reader.rekey("enrolment"))
        .orElseThrow(
            () ->
                new StepFailedException(
                    FailureCode.STORE_UNAVAILABLE,
                    "The store lists a version of " + secret + " that it does not give"));
  }

  private static boolean ours(VersionId version) {
    return version.value().startsWith(MARK);
  }

  /** The id of a version that an enrolment makes. */
  static VersionId fresh() {
    return new VersionId(MARK + UUID.randomUUID());
  }

  /** A version and what it holds. */
  record Kept(VersionId version, Login login) {}
}
