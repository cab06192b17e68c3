package dev.rekey.console.exercise;

import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.IncidentReport;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.Remedy;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.notice.Audience;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An incident that is over, as a scenario: what came when, how sensitive the credentials were, and
 * how long the response took. No name and no sentence of it goes in.
 */
public final class RecordedIncident {
  private static final Duration LONGER = Duration.ofHours(1);
  private static final int WEIGHT = 10;

  /** After exercises begin, by their own calendar. */
  private static final LocalDate DUE = LocalDate.parse("2027-02-28");

  private final IncidentReport report;
  private final List<CredentialView> credentials;
  private final RecordedLosses lost;
  private final RecordedTimes times;

  private RecordedIncident(
      IncidentReport report, List<CredentialView> credentials, List<RecordedAuthority> lost) {
    this.report = report;
    this.credentials = List.copyOf(credentials);
    Instant zero = report.timeline().getFirst().at();
    this.lost = new RecordedLosses(lost, report, zero);
    this.times = new RecordedTimes(report, zero, this.lost);
  }

  /**
   * The scenario.
   *
   * @param name the scenario's, which is to be its file's
   * @param credentials those of the incident
   * @param lost the authorities whose keys were in other hands
   * @throws IllegalArgumentException with a sentence if it cannot be played
   */
  public static Scenario of(
      String name,
      IncidentReport report,
      List<CredentialView> credentials,
      List<RecordedAuthority> lost) {
    RecordedIncident recorded = new RecordedIncident(report, credentials, lost);
    int known = credentials.size() + lost.size();
    if (known < report.credentials().size()) {
      throw new IllegalArgumentException(
          (report.credentials().size() - known)
              + " of its credentials are not under care any more: how sensitive they were, and who"
              + " used them, is not known");
    }
    if (recorded.times.reached(Milestone.CLOSED).isEmpty()) {
      throw new IllegalArgumentException("It is not closed yet");
    }
    credentials.stream()
        .map(one -> one.record().credential().kind())
        .filter(kind -> !Setting.KINDS.contains(kind))
        .findFirst()
        .ifPresent(
            kind -> {
              throw new IllegalArgumentException(
                  "Exercises have no credentials of the kind " + kind);
            });
    return recorded.scenario(name);
  }

  private Scenario scenario(String name) {
    return new Scenario(
        name,
        1,
        "recorded",
        "A recorded compromise of " + secrets().size() + " credentials, " + report.mode(),
        List.of("CC7.2", "CC7.3", "CC7.4"),
        List.of("The response is no worse than it was."),
        List.of(),
        times.closed().plus(LONGER),
        new Setting(principals(), people(), List.of(), List.of()),
        injects(),
        times.expectations(others()),
        List.of(restored()),
        List.of());
  }

  private static Scenario.Forbidden restored() {
    return new Scenario.Forbidden(
        "F1",
        Action.RESTORE_LEAKED,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        2 * WEIGHT,
        true,
        "A leaked value never comes back.");
  }

  private static String secret(int number) {
    return "recorded/credential-" + number;
  }

  /** What was reported: the authorities, then the others. */
  private List<String> secrets() {
    return Stream.concat(lost.secrets().stream(), others().stream()).toList();
  }

  private List<String> others() {
    return IntStream.rangeClosed(1, credentials.size()).mapToObj(RecordedIncident::secret).toList();
  }

  private List<Setting.NonHuman> principals() {
    return Stream.concat(
            lost.principals().stream(),
            IntStream.rangeClosed(1, credentials.size())
                .mapToObj(number -> principal(number, credentials.get(number - 1))))
        .toList();
  }

  private static Setting.NonHuman principal(int number, CredentialView one) {
    return new Setting.NonHuman(
        secret(number),
        one.record().credential().kind(),
        "recorded" + number,
        one.record().tier(),
        Optional.of("person-1"),
        2,
        1,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        IntStream.rangeClosed(1, one.consumers().size())
            .mapToObj(consumer -> workload(number, consumer))
            .toList());
  }

  private static Setting.Workload workload(int credential, int number) {
    return new Setting.Workload(
        "consumer-" + credential + "-" + number,
        Optional.of(Duration.ofSeconds(30)),
        Optional.empty(),
        false);
  }

  private List<Setting.Person> people() {
    Duration answers = times.reached(Milestone.ACKNOWLEDGED).orElse(Duration.ofMinutes(1));
    return List.of(
        new Setting.Person(
            "person-1",
            List.of(Audience.ON_CALL, Audience.INCIDENT_TEAM, Audience.CREDENTIAL_OWNER),
            Optional.of(answers)),
        new Setting.Person("person-2", List.of(Audience.COMPLIANCE), Optional.empty()));
  }

  private List<Inject> injects() {
    List<Inject> all = new ArrayList<>();
    all.add(signal());
    all.addAll(lost.approvals());
    Duration closed = times.closed();
    report.cause().map(this::cause).ifPresent(act -> all.add(acts(closed, act, "The cause.")));
    report
        .remedies()
        .forEach(
            one ->
                all.add(
                    acts(
                        closed,
                        new Act.AddRemedy(new Remedy("As recorded.", "person-1", DUE)),
                        "What is to be done.")));
    all.add(acts(closed, new Act.Close("As recorded."), "It ends."));
    return all.stream().sorted(Comparator.comparing(Inject::at)).toList();
  }

  private Inject signal() {
    return new Inject.Signal(
        Duration.ZERO,
        "recorded-1",
        new ReportSource.Detector("recorded"),
        secrets(),
        times.measured("TTD"),
        ResponseMode.of(report.mode()),
        "The recorded signal.");
  }

  private RootCause.Category category(IncidentReport.Cause cause) {
    return RootCause.Category.valueOf(cause.category().toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private Act cause(IncidentReport.Cause cause) {
    return new Act.RecordCause(
        new RootCause(
            "The recorded cause; its words stay with it.", category(cause), "As recorded."));
  }

  private static Inject acts(Duration at, Act act, String text) {
    return new Inject.PersonActs(at, act instanceof Act.Close ? "person-2" : "person-1", act, text);
  }
}
