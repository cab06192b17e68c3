package dev.rekey.workflows.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.incident.Runbook;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.notice.NoticeRequest;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.workflows.response.ResponseWorkflow;
import dev.rekey.workflows.response.Responses;
import dev.rekey.workflows.response.Runbooks;
import dev.rekey.workflows.world.Fleet;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.TemporalBinary;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * S20 on the real server: the role of the functions for routine work is in other hands, at three in
 * the morning, and those that contain do not run. Needs the {@code temporal} command on the path.
 */
@EnabledIf(
    value = "dev.rekey.workflows.world.TemporalBinary#available",
    disabledReason = "there is no temporal command on the path")
class RevokerLeakedTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final IncidentId INCIDENT = new IncidentId("INC-0123456789AB");
  private static final String ROLE = "arn:aws:iam::111122223333:role/rekey-PostgresUserRole-1ABC";

  @TempDir Path folder;

  private final Functions functions = new Functions();

  @Test
  void the_leaked_role_never_contains_itself_people_are_paged_and_one_alone_cannot_close_it()
      throws IOException {
    functions.fleet.incidents().leaked(ROLE);
    try (TemporalBinary server = new TemporalBinary(folder.resolve("temporal.db"))) {
      WorkflowClient client = server.connect();
      RekeyWorker worker =
          RekeyWorker.start(client, functions, WorkerLimits.DEFAULT, kind -> runbook());
      try {
        Responses responses = new Responses(client);
        responses.report(INCIDENT, report(), runbook());
        await().atMost(PATIENCE).until(() -> !told("CONTAINMENT_OVERDUE").isEmpty());
        assertThat(told("CONTAINMENT_OVERDUE").getFirst().known()).contains("FUNCTION_SUSPECT");
        act(responses, "dana", new Act.BreakGlass("nobody answers"));
        await().atMost(PATIENCE).until(() -> !told("BREAK_GLASS").isEmpty());
        functions.mended = true;
        close(responses, responses.of(INCIDENT));
      } finally {
        worker.kill();
        client.getWorkflowServiceStubs().shutdownNow();
      }
    }
    assertThat(functions.called).contains("rekey-postgres-user-containment");
    assertThat(functions.called).doesNotContain("rekey-postgres-user");
  }

  private void close(Responses responses, ResponseWorkflow response) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> response.view().credentials().values().iterator().next(),
            Optional.of(ResponseStep.REVIEW)::equals);
    act(
        responses,
        "dana",
        new Act.RecordCause(
            new RootCause(
                "The role's session was read from a core dump.",
                RootCause.Category.IN_ARTIFACT,
                "GuardDuty")));
    assertThatThrownBy(() -> act(responses, "dana", new Act.Close("done")))
        .hasStackTraceContaining("Refused: ");
    assertThatThrownBy(() -> act(responses, "dana", new Act.ReviewBreakGlass("fine")))
        .hasStackTraceContaining("somebody else");
    act(responses, "chris", new Act.ReviewBreakGlass("it was as it should be"));
    act(responses, "chris", new Act.Close("done"));
  }

  private static void act(Responses responses, String person, Act act) {
    responses.decide(INCIDENT, new Decision(person, act, Optional.of(Instant.EPOCH)));
  }

  private List<Notice> told(String milestone) {
    return functions.notices.stream().filter(one -> one.milestone().equals(milestone)).toList();
  }

  private static CompromiseReport report() {
    return new CompromiseReport(
        "guardduty/1",
        new ReportSource.Detector("guardduty"),
        "its role makes calls from outside",
        Optional.empty(),
        Instant.now(),
        List.of(
            new AtRisk(
                Requests.due(
                    Requests.request(
                        "orders/db",
                        Requests.ALTERNATING,
                        RotationReason.COMPROMISED,
                        Duration.ZERO)),
                0)),
        List.of(),
        Optional.of(ResponseMode.REVOKE_FIRST));
  }

  /** Everything as in the others, in seconds. */
  private static Runbook runbook() {
    Runbook all = Runbooks.thatTells();
    Runbook.Deadlines usual = all.deadlines();
    return new Runbook(
        all.name(),
        all.digest(),
        all.title(),
        all.kinds(),
        all.mode(),
        all.severity(),
        new Runbook.Deadlines(
            usual.acknowledged(),
            usual.contained(),
            usual.stable(),
            usual.recovered(),
            usual.overlap(),
            usual.decision(),
            Duration.ofSeconds(2),
            usual.review()),
        all.stability(),
        all.guard(),
        all.steps(),
        all.audiences(),
        all.clocks(),
        all.prose());
  }

  /** The functions of an installation; those that contain have no place to run in yet. */
  private static final class Functions implements FunctionInvoker {
    private final Fleet fleet = new Fleet();
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private volatile boolean mended;

    @Override
    public byte[] invoke(String function, byte[] payload) {
      if (function.equals(NoticeActivitiesAdapter.FUNCTION)) {
        return told(payload);
      }
      called.add(function);
      if (function.endsWith("-containment") && !mended) {
        throw new FunctionLostException(FailureCode.THROTTLED, function + " has too many callers");
      }
      return fleet.invoke(function, payload);
    }

    @Override
    public Optional<String> role(String function) {
      return function.equals("rekey-postgres-user") ? Optional.of(ROLE) : Optional.empty();
    }

    private byte[] told(byte[] payload) {
      try {
        NoticeRequest asked = Wire.mapper().readValue(payload, NoticeRequest.class);
        if (asked instanceof NoticeRequest.Deliver deliver) {
          notices.add(deliver.notice());
        }
        return Wire.mapper()
            .writerFor(NoticeReply.class)
            .writeValueAsBytes(new NoticeReply.Handled(List.of(), List.of()));
      } catch (JsonProcessingException bug) {
        throw new IllegalStateException(bug);
      } catch (IOException bug) {
        throw new UncheckedIOException(bug);
      }
    }
  }
}
