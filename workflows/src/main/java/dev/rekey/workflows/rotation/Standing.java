package dev.rekey.workflows.rotation;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.UserOfOld;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a rotation stands. The search attribute follows only once the rotation has left the healthy
 * path, since each change of it costs the server an event and a write.
 */
final class Standing {
  private final VersionId version;
  private final boolean oldIsTrusted;
  private @Nullable RotationStep furthest;
  private RotationStep step = RotationStep.CREATE;
  private RotationState state = RotationState.RUNNING;
  private RotationState published = RotationState.RUNNING;
  private Instant since = now();
  private List<UserOfOld> users = List.of();

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

  RotationProgress progress() {
    return new RotationProgress(version, step, state, since, users);
  }

  private static boolean unhealthy(RotationState state) {
    return switch (state) {
      case RUNNING, DRAINING -> false;
      case BLOCKED, STUCK -> true;
    };
  }
}
