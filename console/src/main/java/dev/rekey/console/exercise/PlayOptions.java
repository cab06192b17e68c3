package dev.rekey.console.exercise;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.exercise.programme.ExerciseFolder;
import dev.rekey.exercise.scenario.FaultyScenarioException;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.ScenarioDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands have in common that play a scenario. */
final class PlayOptions {
  private static final String ENDING = ".yaml";

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
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * What came of it.
   *
   * @param figures what the JSON object at the end says
   */
  record Played(boolean good, Object figures) {}

  /**
   * Plays; people are told meanwhile where the JSON object does not go.
   *
   * @return the exit code
   * @throws CommandFailure if this machine does not let it be played
   */
  int play(Function<PrintWriter, Played> work) {
    PrintWriter out = command.commandLine().getOut();
    try {
      Played played = work.apply(json ? command.commandLine().getErr() : out);
      if (json) {
        out.println(ExerciseFolder.json(played.figures()));
        out.flush();
      }
      return (played.good() ? ExitCode.DONE : ExitCode.REFUSED).code();
    } catch (EnvironmentException e) {
      throw new CommandFailure(ExitCode.ENVIRONMENT, "ENVIRONMENT", e.sentence(), "");
    }
  }

  /** How to find a Temporal server; empty: one in this process. */
  Map<String, String> environment() {
    return server
        ? Stream.of("PATH", "TEMPORAL_ADDRESS")
            .filter(name -> System.getenv(name) != null)
            .collect(Collectors.toMap(name -> name, System::getenv))
        : Map.of();
  }

  /** The scenario of this name, or in this file. */
  static ScenarioDocument document(String scenario) {
    return Library.find(scenario).orElseGet(() -> ofTheirOwn(scenario));
  }

  private static ScenarioDocument ofTheirOwn(String scenario) {
    Path file = Path.of(scenario);
    if (!scenario.endsWith(ENDING) || !Files.isRegularFile(file)) {
      throw unknown(scenario);
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

  private static CommandFailure unknown(String scenario) {
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
