package dev.rekey.activities;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** JSON between the worker and the functions: times as ISO text, unknown fields let pass. */
public final class Wire {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Wire() {}

  /** The one mapper; it is thread-safe. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /**
   * The names of an event's fields, so that it is read once, as what it is: a response about a
   * thousand credentials is a megabyte.
   *
   * @return nothing for what is no object
   * @throws com.fasterxml.jackson.core.JsonProcessingException if it is no JSON
   */
  public static Set<String> fields(byte[] event) throws IOException {
    Set<String> names = new HashSet<>();
    try (JsonParser parser = MAPPER.createParser(event)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          names.add(name);
          parser.nextToken();
          parser.skipChildren();
        }
      }
    }
    return names;
  }
}
