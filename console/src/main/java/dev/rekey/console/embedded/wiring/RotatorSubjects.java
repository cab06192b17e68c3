package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.rotation.Subjects;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionStage;
import java.util.Optional;

/** Finds a credential's target, and Rekey's own login there in the store. */
public final class RotatorSubjects implements Subjects {
  private final SecretStore store;
  private final CredentialTarget<PostgresUser> postgres;

  /** Takes where the rotators' logins are, and the targets. */
  public RotatorSubjects(SecretStore store, CredentialTarget<PostgresUser> postgres) {
    this.store = store;
    this.postgres = postgres;
  }

  @Override
  public Subject<?> of(CredentialSpec spec) {
    return switch (spec) {
      case PostgresUser user -> new Subject<>(postgres, user, rotator(user.rotator()));
    };
  }

  private Login rotator(SecretId secret) {
    return Optional.ofNullable(store.labels(secret).get(VersionStage.AWSCURRENT))
        .flatMap(version -> store.read(secret, version, Reader.rekey("rotator")))
        .orElseThrow(
            () ->
                new StepFailedException(
                    FailureCode.ROTATOR_REJECTED, "Rekey has no login of its own in " + secret));
  }
}
