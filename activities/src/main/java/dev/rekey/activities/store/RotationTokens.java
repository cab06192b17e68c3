package dev.rekey.activities.store;

import dev.rekey.model.rotation.RotationToken;
import java.util.Optional;
import java.util.function.Supplier;

/** The token of the rotation that a store began by itself and that this thread works for. */
public final class RotationTokens {
  @SuppressWarnings("ThreadLocalUsage") // one for all: it says for what the thread works
  private static final ThreadLocal<Optional<RotationToken>> NOW =
      ThreadLocal.withInitial(Optional::empty);

  private RotationTokens() {}

  /** That of what this thread does now; none unless somebody gave one. */
  public static Optional<RotationToken> now() {
    return NOW.get();
  }

  /** Runs the work with this token. */
  public static <T> T during(Optional<RotationToken> token, Supplier<T> work) {
    Optional<RotationToken> before = NOW.get();
    NOW.set(token);
    try {
      return work.get();
    } finally {
      NOW.set(before);
    }
  }
}
