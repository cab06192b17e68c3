package dev.rekey.console.embedded.temporal;

import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Temporal server that we may use. Closing it stops it if it is ours. */
public sealed interface TemporalService extends AutoCloseable
    permits GivenTemporal, DevServer, EphemeralTemporal {
  /** {@code host:port} of its frontend. */
  String address();

  /** Which one it is, in words for people. */
  String description();

  /** Whether acknowledged work survives a kill. */
  boolean durable();

  /** Whether it has Schedules; else the sweep needs a timer of its own. */
  boolean schedules();

  @Override
  void close();

  /**
   * Finds or starts one: {@code TEMPORAL_ADDRESS} if set; else the {@code temporal} program on the
   * path; else, if that is accepted, one in this JVM that forgets everything.
   *
   * @param folder where a server of ours keeps its file
   * @param ephemeral whether forgetting is accepted
   * @param environment the environment's variables
   * @throws EnvironmentException if there is none
   */
  static TemporalService choose(
      DataFolder folder, boolean ephemeral, Map<String, String> environment) {
    String given = environment.get("TEMPORAL_ADDRESS");
    if (given != null && !given.isBlank()) {
      return new GivenTemporal(given.strip());
    }
    Optional<Path> program = onPath(environment.getOrDefault("PATH", ""));
    if (program.isPresent()) {
      return DevServer.start(program.get(), folder);
    }
    if (ephemeral) {
      return EphemeralTemporal.start();
    }
    throw new EnvironmentException(
        "Rekey needs a Temporal server that survives a restart: put the 'temporal' program on the PATH"
            + " (see docs.temporal.io/cli), set TEMPORAL_ADDRESS, or start with --ephemeral to try it out");
  }

  private static Optional<Path> onPath(String path) {
    return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(Path.of(folder, "temporal"), Path.of(folder, "temporal.exe")))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
