package dev.rekey.console.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where passwords come from: a file, standard input or a prompt; never the command line. */
final class PasswordFiles {
  private PasswordFiles() {}

  /** The first line of a file, or of standard input for {@code -}, without its line end. */
  static String read(String file) {
    try {
      if (!file.equals("-")) {
        return first(Files.readString(Path.of(file)), file);
      }
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line = input.readLine();
      return first(line == null ? "" : line, "standard input");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT,
          "UNREADABLE_FILE",
          "The password file " + file + " cannot be read",
          "");
    }
  }

  private static String first(String text, String where) {
    String line = text.lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw CommandFailure.usage("There is no password in " + where);
    }
    return line;
  }

  /** Asks the person at the terminal. Fails where there is none. */
  @SuppressWarnings("SystemConsoleNull") // on JDK 21 it is null where there is no terminal
  static String ask(String whose, String option) {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("Password of %s: ", whose);
    if (typed == null || typed.length == 0) {
      throw CommandFailure.usage(
          "The password of " + whose + " is missing: give it with " + option);
    }
    return new String(typed);
  }
}
