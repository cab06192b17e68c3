package dev.rekey.console.cli;

import dev.rekey.console.Rekey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * What came of a command that was typed.
 *
 * @param exit its exit code
 * @param out what it printed for programs
 * @param err what it told the person
 */
public record Typed(int exit, String out, String err) {
  /** Types a command of a user whose token the door knows. */
  static Typed at(FakeDoor door, Path folder, String... words) {
    try {
      Path token = Files.writeString(folder.resolve("token"), FakeDoor.TOKEN + "\n");
      List<String> all = new ArrayList<>(List.of(words));
      all.addAll(List.of("--url", door.url(), "--token-file", token.toString()));
      return typed(all.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types a command. */
  public static Typed typed(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine rekey = Cli.of(new Rekey());
    rekey.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit = rekey.execute(words);
    return new Typed(exit, out.toString(), err.toString());
  }
}
