package dev.rekey.console.api;

import dev.rekey.model.inventory.DueCredential;
import java.util.List;

/**
 * What a sweep found and started.
 *
 * @param due what was due when it began, the riskiest first
 * @param started how many rotations were started
 * @param joined how many of them ran already
 * @param failed how many could not be started; the next sweep tries again
 * @param finished whether the sweep came to its end before this answer; if not, it goes on
 */
public record SweepResult(
    List<DueCredential> due, int started, int joined, int failed, boolean finished) {
  /** Copies the list. */
  public SweepResult {
    due = List.copyOf(due);
  }
}
