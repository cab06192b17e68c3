package dev.rekey.exercise.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.world.Journal;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.workflows.response.ResponseWorkflow;
import dev.rekey.workflows.response.Responses;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateTimeoutOrCancelledException;
import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person hears whose act was not done, or may not have been. */
class ParticipantsTest {
  private static final Instant NOW = Instant.parse("2027-01-04T09:00:00Z");
  private static final WorkflowExecution WHICH = WorkflowExecution.getDefaultInstance();

  private final Journal journal = new Journal(() -> NOW, NOW, happening -> {});

  private Optional<String> act(WorkflowException failure) {
    ResponseWorkflow failing =
        fake(
            ResponseWorkflow.class,
            (proxy, method, arguments) -> {
              throw failure;
            });
    WorkflowClient client = fake(WorkflowClient.class, (proxy, method, arguments) -> failing);
    return new Participants(new Responses(client), journal, NOW)
        .act(new IncidentId("INC-12345678"), "dana", new Act.Close("Done."));
  }

  private static <T> T fake(Class<T> type, java.lang.reflect.InvocationHandler how) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, how));
  }

  @Test
  void what_the_response_refuses_is_refused_in_its_words() {
    Throwable words = ApplicationFailure.newFailure("Not yours to do", "refused");
    assertThat(act(new WorkflowUpdateException(WHICH, "1", "decide", words)))
        .contains("Not yours to do");
    assertThat(journal.all()).extracting(one -> one.action()).containsExactly(Action.REFUSED);
  }

  @Test
  void an_incident_that_is_over_says_so() {
    assertThat(act(new WorkflowNotFoundException(WHICH, "response", null)))
        .contains("the incident is over");
    assertThat(journal.all()).hasSize(1);
  }

  @Test
  void an_act_that_nobody_answered_is_neither_refused_nor_is_the_incident_over() {
    assertThat(act(new WorkflowUpdateTimeoutOrCancelledException(WHICH, "1", "decide", null)))
        .hasValueSatisfying(
            said -> assertThat(said).contains("did not answer", "unknown").doesNotContain("over"));
    assertThat(journal.all())
        .singleElement()
        .satisfies(one -> assertThat(one.action()).isEqualTo(Action.UNANSWERED))
        .satisfies(one -> assertThat(one.text()).startsWith("dana: Close. ").contains("unknown"));
  }

  @Test
  void an_act_before_there_is_an_incident_is_told_to_have_come_too_early() {
    WorkflowClient nobody =
        fake(
            WorkflowClient.class,
            (proxy, method, arguments) -> {
              throw new AssertionError("nobody is asked");
            });
    Participants participants = new Participants(new Responses(nobody), journal, NOW);
    assertThat(participants.tooEarly("dana", new Act.Close("Done."), "it was not done"))
        .isEqualTo("There is no incident yet");
    participants.tooEarly("dana", "D1");
    assertThat(journal.all()).extracting(one -> one.action()).containsOnly(Action.TOO_EARLY);
    assertThat(journal.all())
        .extracting(one -> one.text())
        .containsExactly(
            "dana: Close. There is no incident yet: it was not done",
            "dana: an answer to D1, which was not asked yet");
  }
}
