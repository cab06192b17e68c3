package dev.rekey.activities.evidence;

import dev.rekey.model.evidence.EvidenceEntry;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An entry as the bytes that are hashed: the canonical JSON of its CloudEvents envelope. */
final class Leaf {
  /** What fits behind the two bytes of length in a bundle of entries (C2SP tlog-tiles). */
  static final int LARGEST = 65_535;

  private Leaf() {}

  /**
   * The text of an entry.
   *
   * @throws IllegalArgumentException if it is too large, or holds what has no canonical form
   */
  static String of(EvidenceEntry entry) {
    String text =
        CanonicalJson.of(
            Map.of(
                "specversion", "1.0",
                "id", entry.id(),
                "source", entry.source(),
                "type", entry.type(),
                "subject", entry.subject(),
                "time", entry.time().toString(),
                "datacontenttype", "application/json",
                "data", entry.data()));
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LARGEST) {
      throw new IllegalArgumentException(
          "Evidence of %d bytes was given, and a leaf has at most %d: keep the hash of what is large"
              .formatted(bytes, LARGEST));
    }
    return text;
  }
}
