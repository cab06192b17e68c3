package dev.rekey.console.cli;

import dev.rekey.console.api.TrusterOrder;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rekey authority truster ...}: servers that let in only whom an authority certified. */
@Command(
    name = "truster",
    description = "Servers that let in only who shows a certificate of an authority.",
    subcommands = {
      TrusterCommands.Add.class,
      TrusterCommands.All.class,
      TrusterCommands.Remove.class
    })
final class TrusterCommands {
  private static final String TRUSTERS = "/v1/authorities/trusters";

  /** {@code rekey authority truster add}. */
  @Command(
      name = "add",
      description = "Makes one known: in a rollover it is seen by a handshake whom it believes.")
  static final class Add extends ClientCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The authority.")
    String name = "";

    @Parameters(index = "1", paramLabel = "HOST:PORT", description = "Where the server is.")
    String endpoint = "";

    @Override
    ExitCode run() {
      TrusterOrder added =
          options
              .door()
              .post(TRUSTERS, Map.of(), new TrusterOrder(name, endpoint), TrusterOrder.class);
      print(added, out -> out.println(added.endpoint() + " is known to believe " + name + "."));
      return ExitCode.DONE;
    }
  }

  /** {@code rekey authority truster list}. */
  @Command(name = "list", description = "Lists them.")
  static final class All extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The authority.")
    String name = "";

    @Override
    ExitCode run() {
      List<TrusterOrder> all =
          options.door().list(TRUSTERS, Map.of("authority", name), TrusterOrder.class);
      Table table = new Table("ENDPOINT");
      all.forEach(one -> table.row(one.endpoint()));
      print(all, out -> table.print(out, "Nobody is known to believe " + name + "."));
      return ExitCode.DONE;
    }
  }

  /** {@code rekey authority truster remove}. */
  @Command(name = "remove", description = "Forgets one that is gone: nobody waits for it.")
  static final class Remove extends ClientCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The authority.")
    String name = "";

    @Parameters(index = "1", paramLabel = "HOST:PORT", description = "Where the server was.")
    String endpoint = "";

    @Override
    ExitCode run() {
      TrusterOrder removed =
          options
              .door()
              .delete(
                  TRUSTERS, Map.of("authority", name, "endpoint", endpoint), TrusterOrder.class);
      print(removed, out -> out.println(removed.endpoint() + " is forgotten."));
      return ExitCode.DONE;
    }
  }
}
