package dev.rekey.console.door.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.Targets;
import dev.rekey.console.api.RotationPlan;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.rotation.RotationReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says what a rotation would do, and changes nothing. */
public final class Planning {
  private static final String PURPOSE = "plan of a rotation";

  private final SecretStore store;
  private final Consumers consumers;
  private final Targets targets;
  private final RotationControl rotations;

  /** Takes whoever has to be asked. */
  public Planning(
      SecretStore store, Consumers consumers, Targets targets, RotationControl rotations) {
    this.store = store;
    this.consumers = consumers;
    this.targets = targets;
    this.rotations = rotations;
  }

  /** The plan for a credential, in words. */
  public RotationPlan plan(CredentialRecord record, RotationReason reason) {
    SecretId secret = record.credential().secret();
    List<String> users = new ArrayList<>();
    List<String> obstacles = new ArrayList<>();
    rotations
        .progress(secret)
        .ifPresent(p -> obstacles.add("A rotation runs already; this one would join it"));
    boolean possible = true;
    try {
      lookAt(record, users);
    } catch (StepFailedException e) {
      obstacles.add(e.code() + ": " + e.reason());
      possible = false;
    }
    List<String> acknowledging =
        consumers.of(secret).stream().map(Planning::acknowledging).toList();
    return new RotationPlan(
        secret, possible, steps(record, reason), acknowledging, users, obstacles);
  }

  private void lookAt(CredentialRecord record, List<String> users) {
    lookAt(record.credential(), users);
  }

  private <S extends CredentialSpec> void lookAt(S spec, List<String> users) {
    Login rotator = spec.rotatorSecret().map(this::current).orElse(Login.OWN);
    Login login = current(spec.secret());
    Subject<S> subject = new Subject<>(targets.of(spec), spec, rotator);
    subject.validate(login);
    subject.sessions(login, Instant.EPOCH).forEach(session -> users.add(session.sentence()));
  }

  private Login current(SecretId secret) {
    VersionId version = store.labels(secret).get(VersionStage.AWSCURRENT);
    if (version == null) {
      throw unknown(secret);
    }
    return store.read(secret, version, Reader.rekey(PURPOSE)).orElseThrow(() -> unknown(secret));
  }

  private static StepFailedException unknown(SecretId secret) {
    return new StepFailedException(
        FailureCode.NOT_FOUND, "The store has no current version of " + secret);
  }

  private static String acknowledging(Consumer consumer) {
    return consumer.id() + " (owner " + consumer.owner() + ")";
  }

  private static List<String> steps(CredentialRecord record, RotationReason reason) {
    String users = String.join(" or ", record.credential().identities());
    String wait =
        reason.oldIsTrusted()
            ? "wait until nobody has used the old version for " + record.policy().drain()
            : "do not wait for users of the old version: it is not trusted";
    return List.of(
        "create: make a new login for " + users + ", escrow it, have it accepted, log in with it",
        "deploy: make it the current version and tell the consumers",
        "verify: " + wait,
        "revoke: refuse the old version, end its sessions, and prove that it is refused");
  }
}
