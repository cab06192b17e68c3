package dev.rekey.console.door;

import dev.rekey.console.api.RotationStarted;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.console.door.rotation.RotationControl;
import dev.rekey.console.door.rotation.SweepProgress;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.LastFailure;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** Rotations that run for as long as the test wants, and remember what they were told. */
final class ScriptedRotations implements RotationControl {
  final List<DueCredential> started = new CopyOnWriteArrayList<>();
  final List<Force> forced = new CopyOnWriteArrayList<>();
  final List<SecretId> lookedAgain = new CopyOnWriteArrayList<>();
  private volatile boolean silent;
  private final Map<SecretId, RotationProgress> running = new ConcurrentHashMap<>();

  /** A rotation waits for somebody. */
  VersionId block(SecretId secret) {
    return block(secret, List.of());
  }

  /** A rotation waits for these. */
  VersionId block(SecretId secret, List<UserOfOld> users) {
    VersionId version = new VersionId(UUID.randomUUID().toString());
    put(secret, version, RotationStep.VERIFY, RotationState.BLOCKED, users);
    return version;
  }

  /** The rotation goes on, or gets there. */
  void stand(SecretId secret, RotationStep step, RotationState state) {
    VersionId version = progress(secret).map(RotationProgress::version).orElseThrow();
    put(secret, version, step, state, List.of());
  }

  private void put(
      SecretId secret,
      VersionId version,
      RotationStep step,
      RotationState state,
      List<UserOfOld> users) {
    running.put(
        secret,
        new RotationProgress(
            version, step, state, Instant.EPOCH, users, Optional.empty(), Optional.empty()));
  }

  /** The rotation ends. */
  void end(SecretId secret) {
    running.remove(secret);
  }

  /** A rotation fails so. */
  void stick(SecretId secret, LastFailure failure) {
    running.put(
        secret,
        new RotationProgress(
            new VersionId(UUID.randomUUID().toString()),
            failure.step(),
            RotationState.STUCK,
            failure.since(),
            List.of(),
            Optional.of(failure),
            Optional.empty()));
  }

  /** Nobody answers any more. */
  void fallSilent() {
    silent = true;
  }

  private Map<SecretId, RotationProgress> heard() {
    if (silent) {
      throw new Refusal(
          HttpStatus.SERVICE_UNAVAILABLE, "TEMPORAL_UNAVAILABLE", "No answer", "Look there.");
    }
    return running;
  }

  @Override
  public RotationStarted start(DueCredential due) {
    SecretId secret = due.request().credential().secret();
    boolean joined = running.containsKey(secret);
    if (!joined) {
      started.add(due);
      block(secret);
    }
    return new RotationStarted(secret, "rotation/" + secret, "run", joined, Optional.empty());
  }

  @Override
  public Optional<RotationProgress> progress(SecretId secret) {
    return Optional.ofNullable(heard().get(secret));
  }

  @Override
  public Optional<RunningRotation> running(SecretId secret) {
    return progress(secret).map(one -> new RunningRotation(secret, "rotation/" + secret, one));
  }

  @Override
  public List<RunningRotation> running(Set<RotationState> states, int most) {
    return heard().entrySet().stream()
        .filter(one -> states.contains(one.getValue().state()))
        .limit(most)
        .map(one -> new RunningRotation(one.getKey(), "rotation/" + one.getKey(), one.getValue()))
        .toList();
  }

  @Override
  public Map<SecretId, RotationState> states() {
    return heard().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().state()));
  }

  @Override
  public void lookAgain(SecretId secret) {
    lookedAgain.add(secret);
  }

  @Override
  public void force(SecretId secret, Force force) {
    forced.add(force);
  }

  @Override
  public void withdraw(SecretId secret, String by, String reason) {
    if (running.remove(secret) == null) {
      throw Refusal.conflict(
          "NOT_ROTATING", "No rotation of " + secret + " runs", "Nothing to do.");
    }
  }

  @Override
  public SweepProgress sweep() {
    return new SweepProgress(0, 0, 0, true);
  }

  @Override
  public boolean reachable() {
    return true;
  }
}
