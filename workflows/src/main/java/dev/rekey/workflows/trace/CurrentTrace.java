package dev.rekey.workflows.trace;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trace that this thread works for. Workflows never read it: it only travels with them. */
public final class CurrentTrace {
  private static final ThreadLocal<Trace> CURRENT = new ThreadLocal<>();

  private CurrentTrace() {}

  /** The trace, if there is one. */
  public static Optional<Trace> get() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Works for a trace, or for none. */
  public static <T> T during(Optional<Trace> trace, Supplier<T> work) {
    Optional<Trace> before = get();
    set(trace.orElse(null));
    try {
      return work.get();
    } finally {
      set(before.orElse(null));
    }
  }

  static void set(@Nullable Trace trace) {
    if (trace == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(trace);
    }
  }
}
