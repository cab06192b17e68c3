package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rekey.console.api.IncidentLine;
import dev.rekey.console.api.IncidentReport;
import dev.rekey.console.api.TrusterOrder;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.incident.Milestone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordExerciseTest {
  private static final Instant AT = Instant.parse("2026-11-25T03:00:00Z");
  private static final String ID = "INC-0123456789AB";

  @TempDir Path folder;

  private String standing = "orders/db";

  @AutoClose private final FakeDoor door = new FakeDoor();

  @Test
  void an_incident_that_is_closed_becomes_a_scenario_without_a_name_or_a_sentence_of_it() {
    Typed typed = record(Milestone.CONTAINED, Milestone.RECOVERED, Milestone.CLOSED);

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.err()).contains("rekey exercise run recorded-inc-0123456789ab.yaml");
    assertThat(typed.out())
        .doesNotContain("orders", "checkout", "scanner", "\"ann", "db:5432", "in a log", "Filter");
    Scenario scenario = ScenarioDocument.parse("recorded-inc-0123456789ab", typed.out()).scenario();
    assertThat(scenario.world().principals()).hasSize(1);
    assertThat(scenario.world().principals().getFirst().consumers()).hasSize(1);
    assertThat(scenario.injects()).hasSize(4);
    assertThat(scenario.expect())
        .extracting(Scenario.Expectation::action, Scenario.Expectation::within)
        .containsExactly(
            tuple(Action.DISABLE, Duration.ofMillis(11_350)),
            tuple(Action.CONTAINED, Duration.ofSeconds(100)),
            tuple(Action.RECOVERED, Duration.ofSeconds(190)),
            tuple(Action.CLOSED, Duration.ofSeconds(280)));
  }

  @Test
  void one_that_is_not_closed_is_refused() {
    Typed typed = record(Milestone.CONTAINED);

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).contains("It is not closed yet");
    assertThat(typed.out()).isEmpty();
  }

  @Test
  void an_authority_s_becomes_one_with_what_it_certified_and_who_believed_it() {
    door.on("GET /v1/consumers?secret=trust%2Fown", 200, List.of());
    door.on(
        "GET /v1/authorities/trusters?authority=own",
        200,
        List.of(new TrusterOrder("own", "gate.example:443")));
    standing = "authority/own";
    Typed typed = record(Milestone.CONTAINED, Milestone.RECOVERED, Milestone.CLOSED);

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.out()).doesNotContain("authority/own", "gate.example", "orders");
    Scenario scenario = ScenarioDocument.parse("recorded-inc-0123456789ab", typed.out()).scenario();
    assertThat(scenario.world().principals())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.secret()).isEqualTo("authority/recorded-1");
              assertThat(one.consumers()).hasSize(1).allMatch(Setting.Workload::admits);
            });
    assertThat(scenario.injects())
        .extracting(one -> one.text())
        .contains("It is agreed.", "It ends.");
    assertThat(scenario.expect())
        .extracting(Scenario.Expectation::action)
        .containsExactly(
            Action.STOP_ISSUANCE,
            Action.CONTAINED,
            Action.RECOVERED,
            Action.CLOSED,
            Action.REMOVE_TRUST);
  }

  @Test
  void one_whose_credential_is_not_under_care_any_more_is_refused() {
    standing = "gone/db";
    Typed typed = record(Milestone.CONTAINED, Milestone.CLOSED);

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).contains("1 of its credentials", "not under care any more");
    assertThat(typed.out()).isEmpty();
  }

  /** Each a minute after the other. */
  private Typed record(Milestone... milestones) {
    List<IncidentLine> timeline = new ArrayList<>();
    timeline.add(new IncidentLine(AT, "scanner", "report", "in a log at db:5432", List.of()));
    for (Milestone one : milestones) {
      Instant then = AT.plusSeconds(60L * timeline.size());
      timeline.add(new IncidentLine(then, "ann", one.words(), "orders/db", List.of("db:5432")));
    }
    door.on("GET /v1/incidents/" + ID + "/report", 200, report(timeline));
    door.on("GET /v1/credentials", 200, List.of(Samples.view()));
    return Typed.at(door, folder, "exercise", "record", ID);
  }

  private IncidentReport report(List<IncidentLine> timeline) {
    return new IncidentReport(
        IncidentReport.SCHEMA,
        ID,
        AT,
        "closed",
        "P1",
        "revoke-first",
        new IncidentReport.Document("postgres-user", "A PostgreSQL login leaked", "ab12"),
        Optional.of("ann"),
        0,
        List.of(new IncidentReport.Measure("TTC", "to the last refusal seen", Optional.of(0.9))),
        List.of(new IncidentReport.Standing(standing, "watch")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(new IncidentReport.Cause("It was in a log.", "written-to-log", "scanner")),
        List.of(new IncidentReport.Remedy("Filter the log.", "ann", "2026-12-31")),
        timeline,
        List.of());
  }
}
