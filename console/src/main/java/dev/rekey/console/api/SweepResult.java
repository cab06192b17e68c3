package dev.rekey.console.api;

import dev.rekey.model.inventory.DueCredential;
import java.util.List;

/**
 * What a sweep found and started.
 *
 * @param due what is due, the riskiest first
 * @param started how many rotations were started
 * @param joined how many of them ran already
 */
public record SweepResult(List<DueCredential> due, int started, int joined) {
  /** Copies the list. */
  public SweepResult {
    due = List.copyOf(due);
  }
}
