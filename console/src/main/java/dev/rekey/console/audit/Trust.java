package dev.rekey.console.audit;

import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import java.util.List;
import java.util.Optional;

/**
 * What an auditor brings along.
 *
 * @param keys the log's keys that they trust; none if they have to take the one that comes along
 * @param witnesses the witnesses that must have vouched
 * @param older a checkpoint that they kept
 */
public record Trust(List<NoteKey> keys, List<NoteKey> witnesses, Optional<Checkpoint> older) {
  /** Copies the lists. */
  public Trust {
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
  }
}
