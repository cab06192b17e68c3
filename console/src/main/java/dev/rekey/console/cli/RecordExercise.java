package dev.rekey.console.cli;

import dev.rekey.console.api.ConsumerView;
import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.IncidentReport;
import dev.rekey.console.api.TrusterOrder;
import dev.rekey.console.exercise.RecordedAuthority;
import dev.rekey.console.exercise.RecordedIncident;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.rollover.TrustBundle;
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
      Scenario scenario = recorded(called, door, report);
      spec.commandLine().getOut().print(ScenarioDocument.print(scenario));
      spec.commandLine().getOut().flush();
    } catch (IllegalArgumentException cannot) {
      throw new CommandFailure(
          ExitCode.REFUSED, "NOT_RECORDED", String.valueOf(cannot.getMessage()), "");
    }
    tell("Save it as " + called + ".yaml: rekey exercise run " + called + ".yaml");
    return ExitCode.DONE;
  }

  private static Scenario recorded(String called, DoorClient door, IncidentReport report) {
    Set<SecretId> secrets =
        report.credentials().stream()
            .map(one -> new SecretId(one.credential()))
            .collect(Collectors.toSet());
    List<CredentialView> all = door.list("/v1/credentials", Map.of(), CredentialView.class);
    return RecordedIncident.of(
        called,
        report,
        all.stream().filter(one -> secrets.contains(secret(one))).toList(),
        secrets.stream()
            .flatMap(secret -> TlsCertificate.authorityOf(secret).stream())
            .sorted()
            .map(name -> authority(name, door, all))
            .toList());
  }

  private static SecretId secret(CredentialView one) {
    return one.record().credential().secret();
  }

  private static RecordedAuthority authority(
      String name, DoorClient door, List<CredentialView> all) {
    Map<String, String> bundle = Map.of("secret", TrustBundle.of(name).value());
    return new RecordedAuthority(
        name,
        door.list("/v1/consumers", bundle, ConsumerView.class).size(),
        door.list("/v1/authorities/trusters", Map.of("authority", name), TrusterOrder.class).size(),
        all.stream()
            .filter(
                one ->
                    one.record().credential() instanceof TlsCertificate leaf
                        && leaf.authority().equals(name))
            .toList());
  }
}
