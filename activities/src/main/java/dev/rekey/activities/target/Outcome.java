package dev.rekey.activities.target;

import dev.rekey.activities.StepFailedException;
import java.util.function.Function;

/**
 * What became of one of many.
 *
 * @param <T> what it gave
 */
public sealed interface Outcome<T> {
  /** It was done. */
  record Done<T>(T value) implements Outcome<T> {}

  /** It was not done, or not wholly. */
  record Failed<T>(StepFailedException failure) implements Outcome<T> {}

  /** What it gave. */
  default T orThrow() {
    return switch (this) {
      case Done<T> done -> done.value();
      case Failed<T> failed -> throw failed.failure();
    };
  }

  /** The same with something made of what it gave; which may fail as well. */
  default <R> Outcome<R> then(Function<T, R> next) {
    try {
      return new Done<>(next.apply(orThrow()));
    } catch (StepFailedException failure) {
      return new Failed<>(failure);
    }
  }
}
