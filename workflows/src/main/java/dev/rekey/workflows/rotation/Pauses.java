package dev.rekey.workflows.rotation;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** Waiting for others: each pause twice as long as the one before, until a deadline. */
final class Pauses {
  static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Instant deadline;
  private Duration next;

  Pauses(Instant deadline, Duration next) {
    this.deadline = deadline;
    this.next = next;
  }

  Instant deadline() {
    return deadline;
  }

  Duration next() {
    return next;
  }

  /** Whether there is nothing left to wait for. */
  boolean over() {
    return !Standing.now().isBefore(deadline);
  }

  /** Waits once more; a wish cuts it short. */
  void rest(Wishes wishes) {
    Duration left = Duration.between(Standing.now(), deadline);
    rest(next.compareTo(left) < 0 ? next : left, wishes);
    Duration twice = next.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  /** Waits this long; a wish cuts it short. */
  static void rest(Duration pause, Wishes wishes) {
    Workflow.await(pause, wishes::news);
    wishes.heard();
  }
}
