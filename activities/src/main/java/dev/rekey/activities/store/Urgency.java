package dev.rekey.activities.store;

import dev.rekey.model.rotation.RotationReason;
import java.util.function.Supplier;

/**
 * How urgent the work of this thread is. Where a store allows only so many writes, those of a
 * containment never wait behind those of routine.
 */
public enum Urgency {
  /** May wait, and be told to come again. */
  ROUTINE,
  /** A compromise is being contained. */
  CONTAINMENT;

  @SuppressWarnings("ThreadLocalUsage") // one for all: it says what the thread does, not for whom
  private static final ThreadLocal<Urgency> NOW = ThreadLocal.withInitial(() -> ROUTINE);

  /** That of a rotation for this reason. */
  public static Urgency of(RotationReason reason) {
    return reason.oldIsTrusted() ? ROUTINE : CONTAINMENT;
  }

  /** That of what this thread does now; routine unless somebody said otherwise. */
  public static Urgency now() {
    return NOW.get();
  }

  /** Runs the work with this urgency. */
  public <T> T during(Supplier<T> work) {
    Urgency before = NOW.get();
    NOW.set(this);
    try {
      return work.get();
    } finally {
      NOW.set(before);
    }
  }
}
