package dev.rekey.console.exercise;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.exercise.ExerciseOrder;
import dev.rekey.console.embedded.exercise.ExerciseResult;
import dev.rekey.console.embedded.exercise.ExerciseRun;
import dev.rekey.exercise.programme.ExerciseFolder;
import dev.rekey.exercise.scenario.FaultyScenarioException;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.ScenarioDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
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
  private static final String ENDING = ".yaml";

  @Parameters(
      paramLabel = "SCENARIO",
      description = "As 'rekey exercise list' names it, or a file of your own.")
  String scenario = "";

  @Option(names = "--seed", description = "What chance is drawn from (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(
      names = "--reports",
      paramLabel = "FOLDER",
      description = "Where reports are written (default: exercises).")
  Path reports = Path.of("exercises");

  @Option(
      names = "--server",
      description =
          "Play on the Temporal server of TEMPORAL_ADDRESS, or on one of the 'temporal' program;"
              + " else on one in this process.")
  boolean server;

  @Option(names = "--json", description = "End with one JSON object; all else to standard error.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter people = json ? spec.commandLine().getErr() : out;
    ExerciseOrder order = new ExerciseOrder(document(), seed, reports, environment());
    try {
      ExerciseResult result = new ExerciseRun(order, people).play();
      if (json) {
        out.println(ExerciseFolder.json(result.written()));
        out.flush();
      }
      return (result.good() ? ExitCode.DONE : ExitCode.REFUSED).code();
    } catch (EnvironmentException e) {
      throw new CommandFailure(ExitCode.ENVIRONMENT, "ENVIRONMENT", e.sentence(), "");
    }
  }

  private Map<String, String> environment() {
    return server
        ? Stream.of("PATH", "TEMPORAL_ADDRESS")
            .filter(name -> System.getenv(name) != null)
            .collect(Collectors.toMap(name -> name, System::getenv))
        : Map.of();
  }

  private ScenarioDocument document() {
    return Library.find(scenario).orElseGet(this::ofTheirOwn);
  }

  private ScenarioDocument ofTheirOwn() {
    Path file = Path.of(scenario);
    if (!scenario.endsWith(ENDING) || !Files.isRegularFile(file)) {
      throw unknown();
    }
    try {
      String name = String.valueOf(file.getFileName());
      return ScenarioDocument.parse(
          name.substring(0, name.length() - ENDING.length()), Files.readString(file));
    } catch (FaultyScenarioException faulty) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "FAULTY_SCENARIO",
          file + ": " + String.join("; ", faulty.mistakes()),
          "See 'rekey exercise validate'.");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT, "UNREADABLE_FILE", file + ": It cannot be read", "Is it yours?");
    }
  }

  private CommandFailure unknown() {
    return new CommandFailure(
        ExitCode.REFUSED,
        "NOT_FOUND",
        "There is no scenario " + scenario,
        "There are "
            + String.join(", ", Library.NAMES)
            + "; or name a file that ends with "
            + ENDING
            + ".");
  }
}
