package dev.rekey.exercise.world;

import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Happening.Manner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What was seen to happen, with the time since the signal. */
public final class Journal {
  private final InstantSource clock;
  private final Instant signal;
  private final Consumer<Happening> listener;
  private final List<Happening> happenings = new ArrayList<>();

  /**
   * Begins empty.
   *
   * @param signal the zero of all times
   * @param listener who hears of each thing at once
   */
  public Journal(InstantSource clock, Instant signal, Consumer<Happening> listener) {
    this.clock = clock;
    this.signal = signal;
    this.listener = listener;
  }

  /** Writes down what happens now. */
  public void note(Action action, String target, String by, Manner manner, String text) {
    note(clock.instant(), action, Optional.of(target), by, manner, text);
  }

  /** Writes down what happened at a certain time. */
  public synchronized void note(
      Instant at, Action action, Optional<String> target, String by, Manner manner, String text) {
    Happening happening =
        new Happening(Duration.between(signal, at), action, target, by, manner, text);
    happenings.add(happening);
    listener.accept(happening);
  }

  /** Everything so far. */
  public synchronized List<Happening> all() {
    return List.copyOf(happenings);
  }
}
