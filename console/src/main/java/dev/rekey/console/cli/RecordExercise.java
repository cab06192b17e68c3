package dev.rekey.console.cli;

import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.IncidentReport;
import dev.rekey.console.exercise.RecordedIncident;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.ScenarioDocument;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey exercise record}. */
@Command(
    name = "record",
    description = {
      "An incident that is closed as a scenario: what came when, and how long the response took.",
      "No name and no sentence of it goes in. Save it as NAME.yaml, and run it with later versions."
    })
public final class RecordExercise extends ClientCommand {
  @Parameters(paramLabel = "INCIDENT", description = "The incident's name.")
  String incident = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The scenario's name (default: recorded-INCIDENT).")
  Optional<String> name = Optional.empty();

  @Override
  ExitCode run() {
    DoorClient door = options.door();
    IncidentReport report =
        door.get(
            "/v1/incidents/" + IncidentCommands.checked(incident) + "/report",
            Map.of(),
            IncidentReport.class);
    String called = name.orElse("recorded-" + incident.toLowerCase(Locale.ROOT));
    try {
      Scenario scenario = RecordedIncident.of(called, report, credentials(door, report));
      spec.commandLine().getOut().print(ScenarioDocument.print(scenario));
      spec.commandLine().getOut().flush();
    } catch (IllegalArgumentException cannot) {
      throw new CommandFailure(
          ExitCode.REFUSED, "NOT_RECORDED", String.valueOf(cannot.getMessage()), "");
    }
    tell("Save it as " + called + ".yaml: rekey exercise run " + called + ".yaml");
    return ExitCode.DONE;
  }

  private static List<CredentialView> credentials(DoorClient door, IncidentReport report) {
    Set<String> secrets =
        report.credentials().stream()
            .map(IncidentReport.Standing::credential)
            .collect(Collectors.toSet());
    return door.list("/v1/credentials", Map.of(), CredentialView.class).stream()
        .filter(one -> secrets.contains(one.record().credential().secret().value()))
        .toList();
  }
}
