package dev.rekey.console.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What somebody else's program wrote, and a person hands over: a file, or standard input. */
final class GivenText {
  private GivenText() {}

  /**
   * Reads all of it, as UTF-8.
   *
   * @param what what it is, such as {@code report}
   * @param file its path, or {@code -} for standard input
   * @throws CommandFailure if it cannot be read
   */
  static String read(String what, String file) {
    try {
      byte[] bytes =
          file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT,
          "UNREADABLE_FILE",
          "The " + what + " " + file + " cannot be read",
          "");
    }
  }
}
