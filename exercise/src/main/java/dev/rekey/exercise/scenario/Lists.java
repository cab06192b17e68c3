package dev.rekey.exercise.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a document leaves out is empty. */
final class Lists {
  private Lists() {}

  static <T> List<T> copy(@Nullable List<T> given) {
    return given == null ? List.of() : List.copyOf(given);
  }
}
