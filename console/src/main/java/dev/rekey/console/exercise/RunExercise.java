package dev.rekey.console.exercise;

import dev.rekey.console.embedded.exercise.ExerciseOrder;
import dev.rekey.console.embedded.exercise.ExerciseResult;
import dev.rekey.console.embedded.exercise.ExerciseRun;
import dev.rekey.console.exercise.PlayOptions.Played;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Override
  public Integer call() {
    ExerciseOrder order =
        new ExerciseOrder(
            PlayOptions.document(scenario), seed, options.reports, options.environment());
    return options.play(
        people -> {
          ExerciseResult result = new ExerciseRun(order, people).play();
          return new Played(result.good(), result.written());
        });
  }
}
