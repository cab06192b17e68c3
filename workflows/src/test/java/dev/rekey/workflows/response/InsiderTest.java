package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.workflows.world.World;
import io.temporal.client.WorkflowUpdateException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S16 and S20: who asks, who may have a part in it, and who is alone at three in the morning. */
@SuppressWarnings("NullAway.Init") // before each
class InsiderTest {
  private final ScriptedResponse world = new ScriptedResponse();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), world.notices());

  private ResponseWorkflow response;

  @BeforeEach
  void the_guard_asks() {
    response =
        rig.start(
            ResponseMode.REVOKE_FIRST,
            new ReportSource.Detector("siem"),
            ResponseRig.critical("payroll/db", 9));
    rig.passUntil(() -> asks("guard"));
  }

  @Test
  void a_second_account_that_did_not_count_before_and_a_suspect_approve_nothing() {
    assertThatThrownBy(() -> decide("ulf-2", Optional.empty(), new Act.Approve("guard", "urgent")))
        .isInstanceOf(WorkflowUpdateException.class);
    assertThatThrownBy(
            () ->
                decide(
                    "ulf-3",
                    Optional.of(Instant.parse("2999-01-01T00:00:00Z")),
                    new Act.Approve("guard", "urgent")))
        .isInstanceOf(WorkflowUpdateException.class);
    decide("dana", new Act.Suspect("mona", "a tip names both"));
    assertThatThrownBy(() -> decide("Mona", new Act.Approve("guard", "I vouch for it")))
        .isInstanceOf(WorkflowUpdateException.class);
    rig.pass();
    assertThat(world.contained()).isZero();
    assertThat(world.written())
        .filteredOn(one -> one.kind() == TimelineEntry.Kind.REFUSAL)
        .extracting(TimelineEntry::by)
        .containsExactly("ulf-2", "ulf-3", "Mona");
    assertThat(response.view().suspects()).containsExactly("mona");
    decide("chris", new Act.Approve("guard", "it is true"));
    rig.awaitStep(response, ResponseStep.CONTAIN);
  }

  @Test
  void who_is_suspected_hears_nothing_and_a_question_of_theirs_is_no_more() {
    decide("mona", new Act.Dismiss("a test"));
    assertThat(asks(People.DISMISS)).isTrue();
    decide("dana", new Act.Suspect("mona", "a tip"));
    assertThat(asks(People.DISMISS)).isFalse();
    assertThatThrownBy(() -> decide("dana", new Act.HandOver("mona", "for the night")))
        .isInstanceOf(WorkflowUpdateException.class);
  }

  @Test
  void one_person_alone_acts_for_an_hour_and_another_one_looks_at_it_before_it_closes() {
    decide("dana", new Act.Dismiss("a test"));
    assertThatThrownBy(() -> decide("dana", new Act.Approve(People.DISMISS, "it is")))
        .isInstanceOf(WorkflowUpdateException.class);
    decide("dana", new Act.BreakGlass("nobody answers"));
    decide("dana", Optional.empty(), new Act.Approve("guard", "I see it happen"));
    rig.awaitStep(response, ResponseStep.WATCH);
    rig.pass(61);
    assertThatThrownBy(() -> decide("dana", new Act.Approve(People.DISMISS, "after its time")))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("second person");
    decide("chris", new Act.Refuse(People.DISMISS, "it is none"));
    closesOnlyOnceReviewed();
  }

  private void closesOnlyOnceReviewed() {
    decide(
        "dana",
        new Act.RecordCause(
            new RootCause("The role of the runner leaked.", RootCause.Category.INSIDER, "siem")));
    rig.passUntil(() -> response.view().state() == IncidentView.State.REVIEWING);
    assertThatThrownBy(() -> decide("dana", new Act.Close("done")))
        .hasStackTraceContaining(BreakGlass.REVIEW);
    assertThatThrownBy(() -> decide("dana", new Act.ReviewBreakGlass("it was fine")))
        .isInstanceOf(WorkflowUpdateException.class);
    decide("chris", new Act.ReviewBreakGlass("it was as it should be"));
    decide("dana", new Act.Close("done"));
    rig.awaitEnd();
  }

  private boolean asks(String question) {
    return response.view().questions().stream().map(OpenQuestion::id).anyMatch(question::equals);
  }

  private void decide(String person, Act act) {
    decide(person, Optional.of(Instant.EPOCH), act);
  }

  private void decide(String person, Optional<Instant> countsSince, Act act) {
    response.decide(new Decision(person, act, countsSince));
  }
}
