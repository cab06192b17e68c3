package dev.rekey.console.cli;

import dev.rekey.console.api.Discovered;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rekey credential discover}. */
@Command(
    name = "discover",
    description = "Lists what is in the secret store, and whether it is under Rekey's care.")
final class DiscoverCommand extends ClientCommand {
  @Option(names = "--limit", paramLabel = "N", description = "At most how many (1000).")
  int limit = 1_000;

  @Option(names = "--new", description = "Only what is not under Rekey's care.")
  boolean fresh;

  @Override
  ExitCode run() {
    Map<String, String> query = Map.of("limit", Integer.toString(limit));
    List<Discovered> found =
        options.door().list("/v1/stored-secrets", query, Discovered.class).stream()
            .filter(secret -> !fresh || !secret.enrolled())
            .toList();
    print(found, out -> table(found, out));
    return ExitCode.DONE;
  }

  private static void table(List<Discovered> found, PrintWriter out) {
    Table table = new Table("NAME", "ENROLLED", "OWNER", "TIER", "CHANGED", "MANAGED BY");
    for (Discovered secret : found) {
      table.row(
          secret.secret().value(),
          secret.enrolled() ? "yes" : "no",
          secret.tags().getOrDefault("owner", "-"),
          secret.tags().getOrDefault("tier", "-"),
          secret.changed().map(Say::time).orElse("-"),
          secret.managedBy().orElse("-"));
    }
    table.print(out, "The store lists nothing else; the embedded one holds only Rekey's own.");
  }
}
