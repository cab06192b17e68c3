package dev.rekey.console.bench;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.console.embedded.EnvironmentException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all measurements have in common on the command line. */
abstract class Measured implements Callable<Integer> {
  @Option(names = "--json", description = "End with one JSON object on standard output.")
  boolean json;

  @Option(
      names = "--ephemeral",
      description = "Measure with a Temporal that forgets, if there is no other.")
  boolean ephemeral;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where to put the files of the run; a temporary folder by default.")
  Path data = Path.of("");

  /** Measures, and prints what came out; throws what a command cannot mend. */
  abstract void measure() throws Exception;

  @Override
  public final Integer call() throws Exception {
    try {
      measure();
      return ExitCode.DONE.code();
    } catch (EnvironmentException e) {
      throw new CommandFailure(ExitCode.ENVIRONMENT, "ENVIRONMENT", e.sentence(), "");
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "USAGE", String.valueOf(e.getMessage()), "");
    }
  }
}
