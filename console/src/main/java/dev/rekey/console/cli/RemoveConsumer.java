package dev.rekey.console.cli;

import dev.rekey.console.api.ConsumerRemoved;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey consumer remove}. */
@Command(
    name = "remove",
    description =
        "Removes a workload that is gone: nobody waits for it, its token is worth nothing.")
final class RemoveConsumer extends ClientCommand {
  @Parameters(paramLabel = "NAME", description = "The consumer.")
  String name = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  String reason = "";

  @Option(names = "--dry-run", description = "Only say what would happen; change nothing.")
  boolean dryRun;

  @Override
  ExitCode run() {
    ConsumerRemoved removed = removed();
    String done = name + (dryRun ? " can be removed; nothing was changed." : " is removed.");
    print(removed, out -> out.println(done));
    if (removed.awaited()) {
      tell(
          "The rotation of "
              + removed.consumer().secret()
              + " waits for it"
              + (dryRun ? "." : " no longer, and looks again.")
              + " What it read by itself still counts as use: see 'rekey credential show "
              + removed.consumer().secret()
              + "'.");
    }
    return ExitCode.DONE;
  }

  private ConsumerRemoved removed() {
    Map<String, String> query = new HashMap<>(Enrolments.query(dryRun));
    query.put("name", ConsumerCommands.id(name).value());
    query.put("reason", reason);
    try {
      return options.door().delete("/v1/consumers", query, ConsumerRemoved.class);
    } catch (CommandFailure failure) {
      throw dryRun ? Enrolments.wouldFail(failure) : failure;
    }
  }
}
