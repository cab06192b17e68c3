package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentOrder;
import dev.rekey.model.incident.IncidentRecord;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.RotationWorkflowImpl;
import dev.rekey.workflows.worker.RotationActivitiesAdapter;
import dev.rekey.workflows.worker.Wire;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.World;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A response, from the report to its end, against targets that are scripted. */
class ResponseWorkflowTest {
  private static final IncidentId ID = new IncidentId("INC-0123456789AB");
  private static final Instant LONG_AGO = Instant.EPOCH;

  @AutoClose
  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build())
              .build());

  private final ScriptedResponse world = new ScriptedResponse();
  private final WorkflowClient client = temporal.getWorkflowClient();

  @BeforeEach
  void work() {
    Worker worker = temporal.newWorker(ResponseWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(ResponseWorkflowImpl.class);
    worker.registerActivitiesImplementations(world, world.ledger(), world.notices());
    Worker rotation = temporal.newWorker(RotationWorkflow.TASK_QUEUE);
    rotation.registerWorkflowImplementationTypes(RotationWorkflowImpl.class);
    rotation.registerActivitiesImplementations(new RotationActivitiesAdapter(new World()));
    temporal.start();
  }

  @Test
  void contains_all_proves_it_recovers_watches_and_closes_once_the_cause_is_known() {
    ResponseWorkflow response =
        start(order(ResponseMode.REVOKE_FIRST, new ReportSource.Person("ann")));
    awaitStep(response, ResponseStep.WATCH);
    assertThat(steps(response.view()))
        .contains(ResponseStep.SNAPSHOT)
        .containsSubsequence(ResponseStep.CONTAIN, ResponseStep.STABILIZE, ResponseStep.PROVE)
        .endsWith(ResponseStep.RECOVER, ResponseStep.WATCH);
    assertThat(milestones(response.view()))
        .contains(
            Milestone.CONTAINED,
            Milestone.STABLE,
            Milestone.PROVEN,
            Milestone.RECOVERED,
            Milestone.SILENT);
    assertThatThrownBy(() -> response.decide(by("ann", new Act.Close("done"))))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("root cause");
    response.decide(by("ann", new Act.RecordCause(cause())));
    response.decide(by("ann", new Act.Close("done")));
    IncidentRecord end = WorkflowStub.fromTyped(response).getResult(IncidentRecord.class);
    assertThat(end.state()).isEqualTo(State.CLOSED);
    assertThat(end.durations().toContain()).isPresent();
    assertThat(world.written()).isEqualTo(response.view().timeline());
    assertThat(world.released()).isTrue();
  }

  @Test
  void what_comes_back_is_contained_again_before_anything_is_called_stable() {
    world.comesBack(2);
    ResponseWorkflow response =
        start(order(ResponseMode.REVOKE_FIRST, new ReportSource.Person("ann")));
    awaitStep(response, ResponseStep.WATCH);
    assertThat(world.contained()).isEqualTo(3);
  }

  @Test
  void one_dead_target_does_not_delay_the_others() {
    world.dead("orders/dead", 3);
    ResponseWorkflow response =
        start(
            order(
                ResponseMode.REVOKE_FIRST,
                new ReportSource.Person("ann"),
                "orders/dead",
                "orders/db"));
    awaitStep(response, ResponseStep.WATCH);
    List<TimelineEntry> recovered =
        response.view().timeline().stream()
            .filter(one -> one.step().filter(ResponseStep.RECOVER::equals).isPresent())
            .toList();
    assertThat(recovered.getFirst().secrets()).containsExactly(new SecretId("orders/db"));
  }

  @Test
  void in_mode_hold_nothing_is_contained_before_a_person_says_so() {
    ResponseWorkflow response = start(order(ResponseMode.HOLD, new ReportSource.Person("ann")));
    awaitQuestion(response, Guarding.HOLD);
    assertThat(world.contained()).isZero();
    response.decide(by("bob", new Act.ChangeMode(ResponseMode.REVOKE_FIRST, "it is true")));
    awaitStep(response, ResponseStep.WATCH);
    assertThat(world.contained()).isPositive();
  }

  @Test
  void a_machine_alone_does_not_stop_many_critical_consumers() {
    awaitQuestion(
        start(order(ResponseMode.REVOKE_FIRST, new ReportSource.Detector("scanner"))),
        Guarding.GUARD);
    assertThat(world.contained()).isZero();
    ResponseWorkflow response =
        client.newWorkflowStub(ResponseWorkflow.class, ResponseWorkflow.id(ID));
    response.decide(by("bob", new Act.Approve(Guarding.GUARD, "it is true")));
    awaitStep(response, ResponseStep.WATCH);
  }

  @Test
  void who_wants_to_dismiss_it_needs_a_second_person_who_is_no_suspect() {
    ResponseWorkflow response = start(order(ResponseMode.HOLD, new ReportSource.Person("ann")));
    awaitQuestion(response, Guarding.HOLD);
    response.decide(by("ann", new Act.Suspect("mallory", "their laptop")));
    response.decide(by("ann", new Act.Dismiss("a test key")));
    for (String not : List.of("ann", "mallory")) {
      assertThatThrownBy(() -> response.decide(by(not, new Act.Approve(People.DISMISS, "fine"))))
          .isInstanceOf(WorkflowUpdateException.class);
    }
    response.decide(by("bob", new Act.Approve(People.DISMISS, "it is one")));
    IncidentRecord end = WorkflowStub.fromTyped(response).getResult(IncidentRecord.class);
    assertThat(end.state()).isEqualTo(State.DISMISSED);
    assertThat(world.written())
        .filteredOn(one -> one.kind() == TimelineEntry.Kind.REFUSAL)
        .hasSize(2);
    assertThat(world.contained()).isZero();
  }

  private ResponseWorkflow start(IncidentOrder order) {
    ResponseWorkflow response =
        client.newWorkflowStub(
            ResponseWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(ResponseWorkflow.id(ID))
                .setTaskQueue(ResponseWorkflow.TASK_QUEUE)
                .build());
    WorkflowClient.start(response::respond, order);
    return response;
  }

  /** Lets time pass until the step is done for some credential. */
  private void awaitStep(ResponseWorkflow response, ResponseStep step) {
    passUntil(() -> steps(response.view()).contains(step));
  }

  private void awaitQuestion(ResponseWorkflow response, String question) {
    passUntil(
        () -> response.view().questions().stream().anyMatch(one -> one.id().equals(question)));
  }

  private void passUntil(BooleanSupplier reached) {
    int minutes = 0;
    while (!reached.getAsBoolean()) {
      assertThat(minutes++).as("minutes that passed").isLessThan(300);
      temporal.sleep(Duration.ofMinutes(1));
    }
  }

  private static Decision by(String person, Act act) {
    return new Decision(person, act, Optional.of(LONG_AGO));
  }

  private static RootCause cause() {
    return new RootCause(
        "A developer committed the password to a public repository.",
        RootCause.Category.COMMITTED_TO_SOURCE,
        "scanner");
  }

  private IncidentOrder order(ResponseMode mode, ReportSource source, String... secrets) {
    List<AtRisk> atRisk =
        Arrays.stream(secrets.length == 0 ? new String[] {"orders/db"} : secrets)
            .map(
                name ->
                    new AtRisk(
                        new DueCredential(
                            Requests.request(
                                name,
                                Requests.ALTERNATING,
                                RotationReason.COMPROMISED,
                                Duration.ZERO),
                            source.isPerson() ? Tier.HIGH : Tier.CRITICAL,
                            "erin",
                            LONG_AGO),
                        9))
            .toList();
    Instant now = Instant.ofEpochMilli(temporal.currentTimeMillis());
    return new IncidentOrder(
        ID,
        new CompromiseReport(
            "s/1", source, "leaked", Optional.empty(), now, atRisk, List.of(), Optional.of(mode)),
        Runbooks.everyStep());
  }

  private static List<ResponseStep> steps(IncidentView view) {
    return view.timeline().stream().flatMap(one -> one.step().stream()).distinct().toList();
  }

  private static List<Milestone> milestones(IncidentView view) {
    return view.timeline().stream().flatMap(one -> one.milestone().stream()).toList();
  }
}
