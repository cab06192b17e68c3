package dev.rekey.workflows.rotation;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.LastFailure;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.UserOfOld;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a rotation stands. The search attribute follows only once the rotation has left the healthy
 * path, since each change of it costs the server an event and a write.
 */
final class Standing {
  /** Longer than a step takes that works. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private VersionId version;
  private final boolean oldIsTrusted;
  private @Nullable RotationStep furthest;
  private RotationStep step = RotationStep.CREATE;
  private RotationState state = RotationState.RUNNING;
  private RotationState published = RotationState.RUNNING;
  private Instant since = now();
  private List<UserOfOld> users = List.of();
  private Optional<LastFailure> failure = Optional.empty();
  private Optional<LastFailure> goingBack = Optional.empty();

  /** A rotation that begins. */
  Standing(VersionId version, boolean oldIsTrusted) {
    this.version = version;
    this.oldIsTrusted = oldIsTrusted;
  }

  /** A rotation that goes on at its gate. */
  Standing(Resumed resumed, boolean oldIsTrusted) {
    this(resumed.version(), oldIsTrusted);
    furthest = resumed.returnable() ? RotationStep.VERIFY : RotationStep.REVOKE;
    step = RotationStep.VERIFY;
    state = resumed.state();
    published = unhealthy(state) ? state : RotationState.RUNNING;
    since = resumed.since();
    users = resumed.users();
    failure = resumed.failure();
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  VersionId version() {
    return version;
  }

  RotationStep step() {
    return step;
  }

  List<UserOfOld> users() {
    return users;
  }

  RotationState state() {
    return state;
  }

  Instant since() {
    return since;
  }

  /** What fails. */
  Optional<LastFailure> failure() {
    return failure;
  }

  /** A value was refused and put away: the rotation begins anew, with this version. */
  void renew(VersionId fresh) {
    version = fresh;
    furthest = null;
  }

  /** A step that changes nothing about how far the rotation came. */
  void turnAside(RotationStep aside) {
    step = aside;
  }

  /** Notes that a step failed: once more, if it was that step which failed last. */
  void failed(StepFailed why) {
    failure = Optional.of(known(why, 1));
  }

  /** Notes why the rotation is withdrawn; the withdrawal may fail in its turn. */
  void goesBack(StepFailed why) {
    goingBack = Optional.of(known(why, 0));
    failure = Optional.empty();
  }

  private LastFailure known(StepFailed why, int more) {
    Optional<LastFailure> again = failure.filter(before -> before.step() == why.step());
    return new LastFailure(
        why.step(),
        why.code(),
        why.reason(),
        again.map(LastFailure::since).orElse(now()),
        now(),
        again.map(LastFailure::attempts).orElse(1 - more) + more);
  }

  /** Notes that a step answered: whatever it failed with is over. */
  void answered(RotationStep which) {
    failure = failure.filter(before -> before.step() != which);
  }

  /** Notes, before a step runs, that it may have had its effect from now on. */
  void begin(RotationStep next) {
    step = next;
    if (furthest == null || next.compareTo(furthest) > 0) {
      furthest = next;
    }
  }

  /** Whether this step, or a later one, may have had its effect. */
  boolean reached(RotationStep other) {
    return furthest != null && furthest.compareTo(other) >= 0;
  }

  /**
   * Whether the point of no return is still ahead. A version that is not trusted is never returned
   * to.
   */
  boolean returnable() {
    return oldIsTrusted && !reached(RotationStep.REVOKE);
  }

  void blockedBy(List<UserOfOld> who) {
    users = who;
    become(RotationState.BLOCKED);
  }

  /** Nobody uses the old version any more. */
  void quiet(RotationState next) {
    users = List.of();
    become(next);
  }

  void become(RotationState next) {
    if (state != next) {
      state = next;
      since = now();
    }
    if (published != next && (unhealthy(next) || unhealthy(published))) {
      published = next;
      Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(next.name()));
    }
  }

  /** Waits until something is so; if that takes long, people are to see that it is stuck. */
  void stuckUnless(Supplier<Boolean> over) {
    if (state != RotationState.STUCK && !Workflow.await(LONG, over)) {
      become(RotationState.STUCK);
    }
    Workflow.await(over);
  }

  RotationProgress progress() {
    return new RotationProgress(version, step, state, since, users, failure, goingBack);
  }

  private static boolean unhealthy(RotationState state) {
    return switch (state) {
      case RUNNING, DRAINING -> false;
      case BLOCKED, STUCK -> true;
    };
  }
}
