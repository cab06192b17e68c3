package dev.rekey.console.exercise;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.exercise.ExerciseOrder;
import dev.rekey.console.embedded.exercise.ExerciseResult;
import dev.rekey.console.embedded.exercise.FacilitatedRun;
import dev.rekey.exercise.programme.ExerciseFolder;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.scenario.Setting;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekey exercise facilitate}. */
@Command(
    name = "facilitate",
    description = {
      "Plays a scenario with people, in real time: they hear what comes, and decide.",
      "Type at the terminal what they do; 'help' says how. 'next' leaps to what comes next."
    })
final class FacilitateExercise implements Callable<Integer> {
  @Parameters(
      paramLabel = "SCENARIO",
      description = "As 'rekey exercise list' names it, or a file of your own.")
  String scenario = "";

  @Option(
      names = "--participant",
      paramLabel = "NAME",
      description =
          "Who of the scenario's people is there; may be given again. The others are simulated"
              + " (default: all are there).")
  List<String> participants = List.of();

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
    ScenarioDocument document = PlayOptions.document(scenario);
    ExerciseOrder order = new ExerciseOrder(document, seed, options.reports, options.environment());
    BufferedReader typed =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      ExerciseResult result = new FacilitatedRun(order, present(document), typed, people).play();
      if (options.json) {
        out.println(ExerciseFolder.json(result.written()));
        out.flush();
      }
      return (result.good() ? ExitCode.DONE : ExitCode.REFUSED).code();
    } catch (EnvironmentException e) {
      throw new CommandFailure(ExitCode.ENVIRONMENT, "ENVIRONMENT", e.sentence(), "");
    }
  }

  private Set<String> present(ScenarioDocument document) {
    Set<String> all = new LinkedHashSet<>();
    document.scenario().world().people().stream().map(Setting.Person::name).forEach(all::add);
    for (String one : participants) {
      if (!all.contains(one)) {
        throw CommandFailure.usage("The people of this scenario are " + String.join(", ", all));
      }
    }
    return participants.isEmpty() ? all : Set.copyOf(participants);
  }
}
