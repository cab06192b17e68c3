package dev.rekey.console.exercise;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.exercise.scenario.Library;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekey exercise show}. */
@Command(
    name = "show",
    description = "One scenario as it is written: to read, or to begin one of your own with.")
final class ShowScenario implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "As 'rekey exercise list' names it.")
  String name = "";

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        Library.text(name)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.REFUSED,
                        "NOT_FOUND",
                        "There is no scenario " + name,
                        "There are " + String.join(", ", Library.NAMES) + ".")));
    out.flush();
    return 0;
  }
}
