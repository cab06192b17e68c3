package dev.rekey.workflows.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.workflows.worker.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One event of each kind, as AWS sends it; the page docs/triggers.md shows the same. */
public final class Samples {
  private static final Path FOLDER = Path.of("src/test/resources/events");

  private Samples() {}

  /** The names of all. */
  public static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .toList();
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  /** One of them, as text. */
  public static String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(name + ".json"));
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  /** One of them. */
  public static JsonNode event(String name) {
    return json(text(name));
  }

  /** One of them, with another value at one place. */
  public static JsonNode event(String name, String pointer, String value) {
    JsonNode event = event(name);
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) event.at(pointer.substring(0, last)))
        .set(pointer.substring(last + 1), json(value));
    return event;
  }

  private static JsonNode json(String text) {
    try {
      return Wire.mapper().readTree(text);
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
  }
}
