package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.workflows.world.World;
import io.temporal.client.WorkflowUpdateException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An incident that runs is no way around the guard. */
class LateReportTest {
  private static final ReportSource SIEM = new ReportSource.Detector("siem");

  private final ScriptedResponse world = new ScriptedResponse();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), world.notices());

  private ResponseWorkflow response;
  private int signals;

  @BeforeEach
  void an_incident_runs() {
    response = rig.start(ResponseMode.REVOKE_FIRST, SIEM, ResponseRig.critical("orders/db", 2));
    rig.awaitStep(response, ResponseStep.WATCH);
    assertThat(questions()).isEmpty();
  }

  @Test
  void what_a_machine_adds_waits_for_a_person_and_then_begins() {
    report(SIEM, ResponseRig.critical("billing/db", 9));
    assertThat(questions()).containsExactly("guard");
    assertThat(contained("billing/db")).isFalse();
    decide("bob", new Act.Approve("guard", "it is true"));
    rig.passUntil(() -> contained("billing/db"));
    assertThat(questions()).isEmpty();
  }

  @Test
  void little_by_little_is_as_much_as_at_once() {
    report(SIEM, ResponseRig.critical("billing/db", 1));
    rig.passUntil(() -> contained("billing/db")); // three are allowed
    report(SIEM, ResponseRig.critical("stock/db", 1));
    assertThat(questions()).containsExactly("guard");
    assertThat(contained("stock/db")).isFalse();
  }

  @Test
  void what_stops_nobody_critical_does_not_wait_behind_what_does() {
    report(SIEM, ResponseRig.critical("billing/db", 9));
    report(SIEM, ResponseRig.atRisk("test/db"));
    rig.passUntil(() -> contained("test/db"));
    assertThat(questions()).containsExactly("guard");
  }

  @Test
  void a_yes_is_a_yes_to_what_was_asked_and_not_to_what_came_since() {
    report(SIEM, ResponseRig.critical("billing/db", 9));
    report(SIEM, ResponseRig.critical("stock/db", 9));
    assertThat(questions()).containsExactly("guard", "guard-2");
    decide("bob", new Act.Approve("guard", "it is true"));
    rig.passUntil(() -> contained("billing/db"));
    assertThat(questions()).containsExactly("guard-2");
    assertThat(contained("stock/db")).isFalse();
  }

  @Test
  void what_is_new_of_another_source_is_believed_no_sooner_until_a_second_one_says_so() {
    report(new ReportSource.Detector("github"), ResponseRig.critical("billing/db", 9));
    assertThat(questions()).containsExactly("guard");
    report(SIEM, ResponseRig.critical("billing/db", 9));
    rig.passUntil(() -> contained("billing/db"));
    assertThat(questions()).isEmpty();
  }

  @Test
  void what_a_person_adds_waits_for_a_veto() {
    report(new ReportSource.Person("ann"), ResponseRig.critical("billing/db", 9));
    rig.passUntil(() -> contained("billing/db"));
    assertThat(response.view().timeline())
        .extracting(TimelineEntry::text)
        .anyMatch(text -> text.contains("Refuse to hold it back"));
  }

  @Test
  void a_no_holds_it_back_and_the_incident_open_and_nothing_else() {
    report(SIEM, ResponseRig.critical("billing/db", 9));
    decide("bob", new Act.Refuse("guard", "wait for the backup"));
    assertThat(questions()).containsExactly("hold");
    assertThat(response.view().mode()).isEqualTo(ResponseMode.REVOKE_FIRST);
    rig.passUntil(() -> response.view().state().name().equals("REVIEWING"));
    decide(
        "ann",
        new Act.RecordCause(
            new RootCause(
                "A log had the password of it.", RootCause.Category.WRITTEN_TO_LOG, "team")));
    assertThatThrownBy(() -> decide("ann", new Act.Close("done")))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("hold");
    assertThat(contained("billing/db")).isFalse();
    decide("ann", new Act.ChangeMode(ResponseMode.REVOKE_FIRST, "the backup is done"));
    rig.passUntil(() -> contained("billing/db"));
  }

  private void report(ReportSource source, AtRisk... atRisk) {
    signals++;
    response.report(rig.report("late/" + signals, Optional.empty(), source, atRisk));
    rig.pass();
  }

  private void decide(String person, Act act) {
    response.decide(new Decision(person, act, Optional.of(Instant.EPOCH)));
  }

  private List<String> questions() {
    return response.view().questions().stream().map(OpenQuestion::id).toList();
  }

  private boolean contained(String secret) {
    return response.view().timeline().stream()
        .filter(one -> one.step().filter(ResponseStep.CONTAIN::equals).isPresent())
        .anyMatch(one -> one.secrets().stream().anyMatch(s -> s.value().equals(secret)));
  }
}
