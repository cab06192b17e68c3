package dev.rekey.console.exercise;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.exercise.ExerciseOrder;
import dev.rekey.console.embedded.exercise.ExerciseResult;
import dev.rekey.console.embedded.exercise.ExerciseRun;
import dev.rekey.exercise.programme.ExerciseFolder;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekey exercise run}. The classes behind it are loaded when it runs, and not before. */
@Command(
    name = "run",
    description = {
      "Plays a scenario by itself, without any cloud, and writes a report.",
      "Days pass in seconds; the same seed plays the same again. Exit code 1 if the grade is M or"
          + " U."
    })
final class RunExercise implements Callable<Integer> {
  @Parameters(
      paramLabel = "SCENARIO",
      description = "As 'rekey exercise list' names it, or a file of your own.")
  String scenario = "";

  @Option(names = "--seed", description = "What chance is drawn from (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Mixin PlayOptions options = new PlayOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter people = options.json ? spec.commandLine().getErr() : out;
    ExerciseOrder order =
        new ExerciseOrder(
            PlayOptions.document(scenario), seed, options.reports, options.environment());
    try {
      ExerciseResult result = new ExerciseRun(order, people).play();
      if (options.json) {
        out.println(ExerciseFolder.json(result.written()));
        out.flush();
      }
      return (result.good() ? ExitCode.DONE : ExitCode.REFUSED).code();
    } catch (EnvironmentException e) {
      throw new CommandFailure(ExitCode.ENVIRONMENT, "ENVIRONMENT", e.sentence(), "");
    }
  }
}
