package dev.rekey.console.cli;

import dev.rekey.console.api.SignalClosure;
import dev.rekey.console.api.SignalView;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey signals}: what came from outside and waits for a person. */
@Command(
    name = "signals",
    description = "Signals that wait for a person: questions, and leaks of what nobody enrolled.",
    subcommands = SignalCommands.Close.class)
final class SignalCommands extends ClientCommand {
  @Override
  ExitCode run() {
    List<SignalView> open = options.door().list("/v1/signals", Map.of(), SignalView.class);
    print(open, out -> open(open, out));
    return ExitCode.DONE;
  }

  private static void open(List<SignalView> open, PrintWriter out) {
    Table table = new Table("RECEIVED", "FINDING", "ABOUT", "CREDENTIALS", "ID");
    for (SignalView signal : open) {
      table.row(
          Say.time(signal.receivedAt()),
          signal.finding(),
          Say.list(signal.about()),
          Say.list(signal.secrets()),
          signal.id());
    }
    table.print(out, "No signal waits for anybody.");
    open.stream().map(SignalView::advice).distinct().forEach(out::println);
  }

  /** {@code rekey signals close}. */
  @Command(name = "close", description = "Closes a signal after a person has looked.")
  static final class Close extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "The signal's id.")
    String id = "";

    @Option(names = "--note", required = true, paramLabel = "TEXT", description = "Recorded.")
    String note = "";

    @Override
    ExitCode run() {
      SignalClosure closed =
          options
              .door()
              .post(
                  "/v1/signals/closures",
                  Map.of(),
                  new SignalClosure(id, note),
                  SignalClosure.class);
      print(closed, out -> out.println(closed.id() + " is closed."));
      return ExitCode.DONE;
    }
  }
}
