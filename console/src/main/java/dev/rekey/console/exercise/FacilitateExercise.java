package dev.rekey.console.exercise;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.console.embedded.exercise.ExerciseOrder;
import dev.rekey.console.embedded.exercise.ExerciseResult;
import dev.rekey.console.embedded.exercise.FacilitatedRun;
import dev.rekey.console.embedded.exercise.PastProtocol;
import dev.rekey.console.exercise.PlayOptions.Played;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.scenario.Setting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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

  @Option(
      names = "--lobby",
      description =
          "Let them join from terminals of their own, each with the token that is shown here;"
              + " it begins when you type 'go'.")
  boolean lobby;

  @Option(
      names = "--resume",
      paramLabel = "PROTOCOL",
      description =
          "Go on with one whose process died, from where it was: its protocol, or the folder with"
              + " it; who is there and the seed are those of then.")
  Optional<Path> resume = Optional.empty();

  @Option(names = "--seed", description = "What chance is drawn from (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Mixin PlayOptions options = new PlayOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  private CommandSpec command;

  @Override
  public Integer call() {
    ScenarioDocument document = PlayOptions.document(scenario);
    Optional<PastProtocol> before = resume.map(place -> past(place, document));
    ExerciseOrder order =
        new ExerciseOrder(
            document,
            before.map(PastProtocol::seed).orElse(seed),
            options.reports,
            options.environment());
    BufferedReader typed =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Set<String> present = before.map(PastProtocol::present).orElseGet(() -> present(document));
    return options.play(
        people -> {
          ExerciseResult result =
              new FacilitatedRun(order, present, before, lobby, typed, people).play();
          return new Played(result.good(), result.written());
        });
  }

  private PastProtocol past(Path place, ScenarioDocument document) {
    if (!participants.isEmpty()
        || command.commandLine().getParseResult().hasMatchedOption("--seed")) {
      throw CommandFailure.usage("--resume goes on with the people and the seed of then");
    }
    try {
      return PastProtocol.read(place, document);
    } catch (IllegalArgumentException unfit) {
      throw new CommandFailure(
          ExitCode.REFUSED, "UNFIT_PROTOCOL", String.valueOf(unfit.getMessage()), "");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT,
          "UNREADABLE_FILE",
          place + ": there is no protocol, or it cannot be read",
          "Each exercise with people tells where its own is when it begins.");
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
