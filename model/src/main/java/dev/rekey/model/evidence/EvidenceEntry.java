package dev.rekey.model.evidence;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that happened, as the evidence log keeps it for ever: a CloudEvents 1.0 envelope. It
 * never holds a secret; of what is large it holds the hash.
 *
 * @param id its name; what is told again under the same id is the same entry, such as {@code
 *     workflowId/runId/step/attempt}
 * @param source who tells it, such as {@code rekey/rotation}
 * @param type what kind of thing happened, such as {@code dev.rekey.rotation.revoked}
 * @param subject whom it is about: a secret, an incident, a principal
 * @param time when it happened
 * @param data what else is to be known: texts, whole numbers, yes and no, and lists and maps of
 *     these
 */
public record EvidenceEntry(
    String id, String source, String type, String subject, Instant time, Map<String, Object> data) {
  /**
   * Copies the data.
   *
   * @throws IllegalArgumentException if the envelope lacks a word
   */
  public EvidenceEntry {
    if (id.isBlank() || source.isBlank() || type.isBlank() || subject.isBlank()) {
      throw new IllegalArgumentException("Evidence names its id, source, type and subject");
    }
    data = Map.copyOf(data);
  }
}
