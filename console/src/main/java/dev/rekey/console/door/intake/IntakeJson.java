package dev.rekey.console.door.intake;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what others wrote: nothing deep, nothing doubled, nothing behind the end. */
final class IntakeJson {
  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private IntakeJson() {}

  /** Throws {@link tools.jackson.core.JacksonException}, whose message may quote the text. */
  static JsonNode tree(String text) {
    return JSON.readTree(text);
  }

  /** The same for bytes, which are UTF-8. */
  static JsonNode tree(byte[] bytes) {
    return JSON.readTree(bytes);
  }
}
