package dev.rekey.console.demo;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.console.embedded.EnvironmentException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rekey demo}. The classes behind it are loaded when it runs, and not before. */
@Command(
    name = "demo",
    description =
        "Shows two rotations under load, one with a killed worker; leaves nothing behind.")
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--json", description = "End with one JSON object; all else to standard error.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter people = json ? spec.commandLine().getErr() : out;
    try {
      DemoResult result = DemoMain.run(people);
      if (json) {
        out.println(result.json());
        out.flush();
      }
      return (result.convincing() ? ExitCode.DONE : ExitCode.REFUSED).code();
    } catch (EnvironmentException e) {
      throw new CommandFailure(ExitCode.ENVIRONMENT, "ENVIRONMENT", e.sentence(), "");
    }
  }
}
