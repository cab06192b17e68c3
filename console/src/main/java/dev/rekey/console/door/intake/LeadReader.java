package dev.rekey.console.door.intake;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Understands what one kind of source says. */
interface LeadReader {
  /**
   * What it found; nothing, if it tells of no leak.
   *
   * @throws NotUnderstood if the message is not what such a source sends
   */
  List<Lead> read(JsonNode message);

  /** A message that is signed and makes no sense. Its words are ours. */
  final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String sentence) {
      super(sentence, null, false, false);
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }
}
