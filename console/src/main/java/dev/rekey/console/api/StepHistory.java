package dev.rekey.console.api;

import dev.rekey.model.rotation.Fact;
import java.time.Instant;
import java.util.List;

/**
 * A step that was done.
 *
 * @param step its name, or the outcome's for what was seen at the end
 * @param at when it was done
 * @param facts what was seen
 */
public record StepHistory(String step, Instant at, List<Fact> facts) {
  /** Copies the list. */
  public StepHistory {
    facts = List.copyOf(facts);
  }
}
