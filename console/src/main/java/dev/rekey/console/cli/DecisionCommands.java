package dev.rekey.console.cli;

import dev.rekey.console.api.Accepted;
import dev.rekey.console.api.ForceOrder;
import dev.rekey.console.api.ForceRequest;
import dev.rekey.console.api.WithdrawalOrder;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people decide about a running rotation. */
final class DecisionCommands {
  private DecisionCommands() {}

  /** {@code rekey withdraw}. */
  @Command(name = "withdraw", description = "Goes back to the old version, while that is possible.")
  static final class Withdraw extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The secret's name.")
    String name = "";

    @Option(names = "--reason", required = true, paramLabel = "WHY", description = "Recorded.")
    String reason = "";

    @Override
    ExitCode run() {
      DoorClient door = options.door();
      WithdrawalOrder order = new WithdrawalOrder(Known.secret(name), reason);
      Accepted accepted =
          new Known(door)
              .helping(
                  name,
                  () -> door.post("/v1/rotations/withdrawals", Map.of(), order, Accepted.class));
      print(accepted, out -> out.println(accepted.what()));
      return ExitCode.DONE;
    }
  }

  /** {@code rekey force ...}. */
  @Command(
      name = "force",
      description = "Revokes the old version although somebody uses it: two persons decide.",
      subcommands = {Request.class, Approve.class})
  static final class Force {}

  /** {@code rekey force request}. */
  @Command(name = "request", description = "Asks for it. Another person must approve.")
  static final class Request extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The secret's name.")
    String name = "";

    @Option(names = "--reason", required = true, paramLabel = "WHY", description = "Recorded.")
    String reason = "";

    @Override
    ExitCode run() {
      DoorClient door = options.door();
      ForceOrder order = new ForceOrder(Known.secret(name), reason);
      ForceRequest request =
          new Known(door)
              .helping(
                  name, () -> door.post("/v1/force-requests", Map.of(), order, ForceRequest.class));
      print(request, out -> out.println(request.id()));
      tell("Another person approves it with: rekey force approve " + request.id());
      return ExitCode.DONE;
    }
  }

  /** {@code rekey force approve}. */
  @Command(name = "approve", description = "Approves what another person asked for.")
  static final class Approve extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "The request's id.")
    String id = "";

    @Override
    ExitCode run() {
      if (!id.matches("[A-Za-z0-9-]{1,64}")) {
        throw CommandFailure.usage("'" + id + "' is no id of a request");
      }
      Accepted accepted =
          options
              .door()
              .post("/v1/force-requests/" + id + "/approval", Map.of(), Map.of(), Accepted.class);
      print(accepted, out -> out.println(accepted.what()));
      return ExitCode.DONE;
    }
  }
}
