package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.store.Urgency;
import dev.rekey.activities.target.Outcome;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same work for many, some of them at once, as containment; each has an outcome of its own. */
final class Abreast {
  /** As many sessions as a target is asked for at once. */
  private static final int AT_ONCE = 16;

  private Abreast() {}

  /** The outcomes in the order of the many. */
  static <T, R> List<Outcome<R>> each(List<T> many, Function<T, R> work) {
    List<Future<Outcome<R>>> outcomes;
    try (ExecutorService workers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      outcomes = many.stream().map(one -> workers.submit(() -> outcome(one, work))).toList();
    } // which waits for all of them
    return outcomes.stream().map(Future::resultNow).toList();
  }

  private static <T, R> Outcome<R> outcome(T one, Function<T, R> work) {
    try {
      return new Outcome.Done<>(Urgency.CONTAINMENT.during(() -> work.apply(one)));
    } catch (RuntimeException e) {
      return new Outcome.Failed<>(StepFailedException.of(e));
    }
  }
}
