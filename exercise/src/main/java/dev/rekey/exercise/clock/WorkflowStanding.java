package dev.rekey.exercise.clock;

import java.util.Optional;
import java.util.Set;

/**
 * Where a workflow of an exercise stands, as its query answers.
 *
 * @param next when its next timer is due, in milliseconds since the epoch
 * @param calls the calls of functions that it waits for
 * @param children the workflows that it waits for
 * @param errands how many starts, signals and cancellations are on their way to others
 * @param updates the updates that it is at work on
 */
public record WorkflowStanding(
    Optional<Long> next,
    Set<String> calls,
    Set<String> children,
    int errands,
    Set<String> updates) {
  /** Copies the sets. */
  public WorkflowStanding {
    calls = Set.copyOf(calls);
    children = Set.copyOf(children);
    updates = Set.copyOf(updates);
  }
}
