package dev.rekey.console.cli;

import dev.rekey.console.api.RemediationClosure;
import dev.rekey.console.api.RemediationView;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey remediations}: what is to be done because of exercises. */
@Command(
    name = "remediations",
    description = "What is to be done because of exercises, and is not; the most urgent first.",
    subcommands = RemediationCommands.Close.class)
final class RemediationCommands extends ClientCommand {
  @Override
  ExitCode run() {
    List<RemediationView> open =
        options.door().list("/v1/remediations", Map.of(), RemediationView.class);
    print(open, out -> open(open, out));
    return ExitCode.DONE;
  }

  private static void open(List<RemediationView> open, PrintWriter out) {
    Table table = new Table("DUE", "OWNER", "WHAT", "ID");
    for (RemediationView one : open) {
      table.row(one.due() + (one.overdue() ? " OVERDUE" : ""), one.owner(), one.what(), one.id());
    }
    table.print(out, "Nothing is open.");
  }

  /** {@code rekey remediations close}. */
  @Command(name = "close", description = "It is done.")
  static final class Close extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "Its id.")
    String id = "";

    @Option(
        names = "--note",
        required = true,
        paramLabel = "TEXT",
        description = "What was done. Recorded.")
    String note = "";

    @Override
    ExitCode run() {
      RemediationClosure closed =
          options
              .door()
              .post(
                  "/v1/remediations/closures",
                  Map.of(),
                  new RemediationClosure(id, note),
                  RemediationClosure.class);
      print(closed, out -> out.println(closed.id() + " is closed."));
      return ExitCode.DONE;
    }
  }
}
