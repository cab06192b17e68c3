package dev.rekey.console.embedded.exercise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rekey.console.embedded.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is said and done in an exercise with people, line by line as it happens, so that it outlives
 * the process. {@link PastProtocol} reads it.
 */
final class Protocol {
  /** The file beside the report. */
  static final String FILE = "protocol.jsonl";

  /** By whom what the facilitator does is done. */
  static final String FACILITATOR = "facilitator";

  /** The last line of one that came to its end. */
  static final String END = "end";

  static final JsonMapper JSON =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private final Path file;
  private Supplier<Optional<Duration>> clock = Optional::empty;

  /**
   * The first line.
   *
   * @param exercise the exercise's name
   * @param scenario what is played
   * @param digest of the scenario document
   * @param seed what chance is drawn from
   * @param participants who of the scenario's people is there
   */
  record Head(
      String exercise, String scenario, String digest, long seed, List<String> participants) {
    Head {
      participants = List.copyOf(participants);
    }
  }

  /**
   * Each other line.
   *
   * @param at when, from the signal on
   * @param by who did it; nobody if it was only told
   * @param text as it was typed, or told
   */
  record Line(Duration at, Optional<String> by, String text) {}

  private Protocol(Path file) {
    this.file = file;
  }

  /**
   * Begins one.
   *
   * @param folder where the report will be
   * @throws EnvironmentException if it cannot be written to
   */
  static Protocol begin(Path folder, Head head) {
    try {
      Protocol protocol = new Protocol(Files.createDirectories(folder).resolve(FILE));
      protocol.write(head, StandardOpenOption.CREATE_NEW);
      return protocol;
    } catch (IOException e) {
      throw new EnvironmentException(
          folder + " cannot be written to; name another folder with --reports");
    }
  }

  /** Where it is. */
  Path file() {
    return file;
  }

  /** From now on it is known how late it is in the exercise; what is told before is not kept. */
  synchronized void by(Supplier<Duration> time) {
    clock = () -> Optional.of(time.get());
  }

  /** Something is told. */
  synchronized void told(String line) {
    clock.get().ifPresent(now -> keep(new Line(now, Optional.empty(), line)));
  }

  /** Somebody does something, whatever becomes of it. */
  void done(Duration at, String by, String line) {
    keep(new Line(at, Optional.of(by), line));
  }

  /** The same line again. */
  synchronized void keep(Line line) {
    try {
      write(line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file
              + " cannot be written to, and without it nothing is done: make room, and say it again");
    }
  }

  private void write(Object line, StandardOpenOption how) throws IOException {
    Files.writeString(
        file, json(line) + "\n", how, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
  }

  private static String json(Object line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A line can always be written", e);
    }
  }
}
