package dev.rekey.console.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/** JSON as the door speaks it. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /** The text of a value of ours. */
  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "A value has no JSON form: " + value.getClass().getSimpleName());
    }
  }

  /**
   * What somebody else's program wrote.
   *
   * @throws CommandFailure without quoting the text
   */
  static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) { // its message quotes the text
      throw CommandFailure.usage("This is no JSON");
    }
  }

  /** The value of a text; throws {@link CommandFailure} without quoting the text. */
  static <T> T read(String text, Class<T> type) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // Its message quotes the text, and an answer may hold a token.
    }
    throw unreadable();
  }

  /** The values of a text; throws as {@link #read} does. */
  static <T> List<T> readList(String text, Class<T> type) {
    try {
      List<T> values = MAPPER.readerForListOf(type).readValue(text);
      if (values != null) {
        return values;
      }
    } catch (JsonProcessingException e) {
      // As above.
    }
    throw unreadable();
  }

  private static CommandFailure unreadable() {
    return new CommandFailure(
        ExitCode.REFUSED,
        "UNREADABLE",
        "The server's answer cannot be read",
        "Client and server must be of the same version.");
  }
}
