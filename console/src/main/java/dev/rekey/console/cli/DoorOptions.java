package dev.rekey.console.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command finds the door, and in which form it answers. Every client command has these. */
final class DoorOptions {
  private static final String DEFAULT_URL = "http://127.0.0.1:7474";
  private static final String LOOPBACK = "localhost|\\[::1]|127(\\.\\d{1,3}){3}";

  @Option(names = "--json", description = "Print one JSON document to standard output.")
  boolean json;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The server's address (REKEY_URL; as the data folder says, or " + DEFAULT_URL + ").")
  @Nullable String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Your token (REKEY_TOKEN_FILE, REKEY_TOKEN; else the data folder's).")
  @Nullable Path tokenFile;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The server's data folder, if it is on this machine (REKEY_DATA, ./data).")
  @Nullable Path data;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "A PEM file to check the server against (REKEY_CA; else the JDK's).")
  @Nullable Path authority;

  /** A client of the door that the options, the environment and the data folder name. */
  DoorClient door() {
    return new DoorClient(
        address(),
        token(),
        Optional.ofNullable(authority).or(() -> environment("REKEY_CA").map(Path::of)));
  }

  private URI address() {
    String found =
        url != null
            ? url
            : environment("REKEY_URL").or(() -> inData("door.url")).orElse(DEFAULT_URL);
    try {
      URI address = URI.create(found);
      if (address.getHost() != null && safe(address)) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // falls through: the sentence is the same
    }
    throw CommandFailure.usage(
        "'" + found + "' is not an address such as " + DEFAULT_URL + "; elsewhere it is https");
  }

  /** A token never travels in the clear. */
  private static boolean safe(URI address) {
    return "https".equals(address.getScheme())
        || ("http".equals(address.getScheme()) && address.getHost().matches(LOOPBACK));
  }

  private String token() {
    if (tokenFile != null) {
      return read(tokenFile);
    }
    return environment("REKEY_TOKEN_FILE")
        .map(file -> read(Path.of(file)))
        .or(() -> environment("REKEY_TOKEN"))
        .or(() -> inData("door.token"))
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "NO_TOKEN",
                    "There is no token to knock with in " + folder().resolve("door.token"),
                    "Start 'rekey server' here, name its folder with --data, or set REKEY_TOKEN_FILE."));
  }

  private Optional<String> inData(String name) {
    Path file = folder().resolve(name);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private Path folder() {
    return data != null ? data : Path.of(environment("REKEY_DATA").orElse("data"));
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT, "UNREADABLE_FILE", file + " cannot be read", "Is it yours?");
    }
  }
}
