package dev.rekey.console.exercise;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.console.embedded.exercise.Invitation;
import dev.rekey.console.embedded.exercise.Joining;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekey exercise join}. */
@Command(
    name = "join",
    description = {
      "Takes part in an exercise that somebody facilitates with --lobby on this machine.",
      "From another one, forward the port, which is the number before the token's dot:",
      "ssh -L PORT:127.0.0.1:PORT HOST."
    })
final class JoinExercise implements Callable<Integer> {
  @Parameters(paramLabel = "TOKEN", description = "Your token, as the facilitator gave it to you.")
  String token = "";

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "What you are called; the report says so.")
  String name = "";

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec command;

  @Override
  public Integer call() {
    Invitation invitation = invitation();
    BufferedReader typed =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      Optional<String> refused =
          new Joining(typed, command.commandLine().getOut()).join(invitation, name);
      if (refused.isPresent()) {
        throw new CommandFailure(
            ExitCode.REFUSED, "NOT_INVITED", refused.get(), "Ask the facilitator.");
      }
      return ExitCode.DONE.code();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT,
          "UNREACHABLE",
          "No exercise is to be joined at port " + invitation.port() + " of this machine",
          "It may be over; or forward the port, as 'rekey exercise join --help' says.");
    }
  }

  private Invitation invitation() {
    try {
      return Invitation.of(token);
    } catch (IllegalArgumentException unfit) {
      throw CommandFailure.usage(String.valueOf(unfit.getMessage()));
    }
  }
}
