package dev.rekey.console.exercise;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.embedded.exercise.SweepRun;
import dev.rekey.console.exercise.PlayOptions.Played;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.sweep.SweepFigures;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey exercise sweep}. */
@Command(
    name = "sweep",
    description = {
      "Plays a scenario with everything that may go wrong on the way: a crash after each call, each"
          + " call twice, a clock that jumps, no opponent.",
      "Whatever goes wrong: one replacement, nobody told twice, nothing leaked alive or restored,"
          + " and an end. Exit code 1 if that does not hold. It takes minutes a scenario."
    })
final class SweepExercise implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "As 'rekey exercise list' names it, or a file of your own.")
  Optional<String> scenario = Optional.empty();

  @Option(names = "--all", description = "All scenarios of the library.")
  boolean all;

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "A crash after every so many calls only (default ${DEFAULT-VALUE}).")
  int every = 1;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "So many runs at the same time; as many as there are processors if not said.")
  int atOnce = Runtime.getRuntime().availableProcessors();

  @Mixin PlayOptions options = new PlayOptions();

  @Override
  public Integer call() {
    List<ScenarioDocument> documents = documents();
    return options.play(
        people -> {
          List<SweepFigures> figures =
              new SweepRun(documents, every, atOnce, options.reports, people)
                  .sweep(options.environment());
          return new Played(figures.stream().allMatch(SweepFigures::held), figures);
        });
  }

  private List<ScenarioDocument> documents() {
    if (all == scenario.isPresent()) {
      throw CommandFailure.usage("Name a scenario, or say --all");
    }
    if (every < 1 || atOnce < 1) {
      throw CommandFailure.usage("--every and --at-once are 1 or more");
    }
    return scenario.map(one -> List.of(PlayOptions.document(one))).orElseGet(Library::all);
  }
}
