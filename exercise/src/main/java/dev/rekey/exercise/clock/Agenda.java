package dev.rekey.exercise.clock;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is to happen at a certain time: injects, an opponent's moves, a fault that begins. What is
 * due at the same time happens in the order in which it was put down.
 */
public final class Agenda {
  private final PriorityQueue<Item> items =
      new PriorityQueue<>(Comparator.comparing(Item::at).thenComparing(Item::number));
  private int number;

  private record Item(Instant at, int number, Runnable what) {}

  /** Puts something down. It runs while everybody else stands still, and waits for nothing. */
  public synchronized void at(Instant when, Runnable what) {
    number++;
    items.add(new Item(when, number, what));
  }

  synchronized Optional<Instant> next() {
    return Optional.ofNullable(items.peek()).map(Item::at);
  }

  /** The next thing that is due, if any is. */
  synchronized Optional<Runnable> take(Instant now) {
    return next().filter(at -> !at.isAfter(now)).map(at -> items.remove().what());
  }
}
