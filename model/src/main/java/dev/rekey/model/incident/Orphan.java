package dev.rekey.model.incident;

import java.util.List;

/**
 * That nobody owns a credential any more.
 *
 * @param formerOwner who did
 * @param siblings others of which the same may be so, a sentence for each: their owner is gone too,
 *     or nobody is known to have used them for long
 */
public record Orphan(String formerOwner, List<String> siblings) {
  /** Copies the list. */
  public Orphan {
    siblings = List.copyOf(siblings);
  }
}
