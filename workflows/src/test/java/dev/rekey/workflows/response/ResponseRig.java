package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentOrder;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.workflows.notice.NoticeActivities;
import dev.rekey.workflows.rollover.RolloverActivities;
import dev.rekey.workflows.rollover.RolloverWorkflow;
import dev.rekey.workflows.rollover.RolloverWorkflowImpl;
import dev.rekey.workflows.rollover.Rollovers;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.RotationWorkflowImpl;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.rotation.SearchAttributes;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.RotationActivitiesAdapter;
import dev.rekey.workflows.worker.Wire;
import dev.rekey.workflows.world.BusyMachine;
import dev.rekey.workflows.world.Requests;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A server in memory on which a response runs against what it is given. */
final class ResponseRig implements AutoCloseable {
  static final IncidentId ID = new IncidentId("INC-0123456789AB");

  private static final int TIMES = 300;

  private final TestWorkflowEnvironment temporal;
  private final Worker worker;

  /**
   * Starts it.
   *
   * @param remembered how many workflows the worker keeps between two tasks; with none, it is as if
   *     it crashed after each
   */
  ResponseRig(int remembered, FunctionInvoker rotations, Object... activities) {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build())
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(remembered).build());
    SearchAttributes.ALL.forEach(
        key ->
            options.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    temporal = TestWorkflowEnvironment.newInstance(options.build());
    worker = temporal.newWorker(ResponseWorkflow.TASK_QUEUE, BusyMachine.WORKER);
    worker.registerWorkflowImplementationTypes(ResponseWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        Arrays.stream(activities).filter(one -> !(one instanceof RolloverActivities)).toArray());
    Worker rollover = temporal.newWorker(RolloverWorkflow.TASK_QUEUE, BusyMachine.WORKER);
    rollover.registerWorkflowImplementationTypes(RolloverWorkflowImpl.class);
    rollover.registerActivitiesImplementations(
        Arrays.stream(activities)
            .filter(one -> one instanceof RolloverActivities || one instanceof NoticeActivities)
            .toArray());
    Worker rotation = temporal.newWorker(RotationWorkflow.TASK_QUEUE, BusyMachine.WORKER);
    rotation.registerWorkflowImplementationTypes(RotationWorkflowImpl.class);
    rotation.registerActivitiesImplementations(new RotationActivitiesAdapter(rotations));
    temporal.start();
  }

  /** The way to the rotations of responses. */
  Rotations rotations() {
    return new Rotations(temporal.getWorkflowClient());
  }

  /** The way to the rollovers of responses. */
  Rollovers rollovers() {
    return new Rollovers(temporal.getWorkflowClient());
  }

  /** Whether the rotation of {@code orders/db} waits for users of the old one. */
  boolean isBlocked() {
    return rotations()
        .progress(new SecretId("orders/db"))
        .filter(one -> one.state() == RotationState.BLOCKED)
        .isPresent();
  }

  Worker worker() {
    return worker;
  }

  /** The whole history so far, as JSON. */
  String history() {
    return temporal.getWorkflowClient().fetchHistory(ResponseWorkflow.id(ID)).toJson(true);
  }

  /** The most children that the response began in one of its tasks. */
  long mostBegunAtOnce() {
    return Begun.mostAtOnce(temporal.getWorkflowClient().fetchHistory(ResponseWorkflow.id(ID)));
  }

  /** Waits until the response is over. */
  void awaitEnd() {
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(ResponseWorkflow.id(ID))
        .getResult(Object.class);
  }

  /** Starts a response about these. */
  ResponseWorkflow start(ResponseMode mode, ReportSource source, AtRisk... atRisk) {
    return start(report("s/1", Optional.of(mode), source, atRisk));
  }

  /** Starts a response to this. */
  ResponseWorkflow start(CompromiseReport report) {
    ResponseWorkflow response =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                ResponseWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(ResponseWorkflow.id(ID))
                    .setTaskQueue(ResponseWorkflow.TASK_QUEUE)
                    .build());
    WorkflowClient.start(response::respond, new IncidentOrder(ID, report, Runbooks.thatTells()));
    return response;
  }

  /** What somebody says now. */
  CompromiseReport report(
      String signal, Optional<ResponseMode> mode, ReportSource source, AtRisk... atRisk) {
    return new CompromiseReport(
        signal,
        source,
        "leaked",
        Optional.empty(),
        Instant.ofEpochMilli(temporal.currentTimeMillis()),
        Arrays.asList(atRisk),
        List.of(),
        mode);
  }

  /** What a source says now of something that was exposed before. */
  CompromiseReport exposed(
      String signal, ReportSource source, Optional<Duration> before, AtRisk atRisk) {
    Instant now = Instant.ofEpochMilli(temporal.currentTimeMillis());
    return new CompromiseReport(
        signal,
        source,
        "leaked",
        before.map(now::minus),
        now,
        List.of(atRisk),
        List.of(),
        Optional.empty());
  }

  /** Tells a response of one more signal. */
  void report(ResponseWorkflow response, String signal, AtRisk... atRisk) {
    response.report(report(signal, Optional.empty(), new ReportSource.Person("rita"), atRisk));
  }

  /** Lets so many minutes pass. */
  void pass(int minutes) {
    temporal.sleep(Duration.ofMinutes(minutes));
  }

  /** A credential of the database {@code orders}. */
  static AtRisk atRisk(String secret) {
    return atRisk(secret, Tier.HIGH, 1);
  }

  /** One of this tier. */
  static AtRisk atRisk(String secret, Tier tier) {
    return atRisk(secret, tier, 1);
  }

  /** One without which so many critical consumers stop. */
  static AtRisk critical(String secret, int consumers) {
    return atRisk(secret, Tier.CRITICAL, consumers);
  }

  private static AtRisk atRisk(String secret, Tier tier, int consumers) {
    return new AtRisk(
        new DueCredential(
            Requests.request(
                secret, Requests.ALTERNATING, RotationReason.COMPROMISED, Duration.ZERO),
            tier,
            "erin",
            Instant.EPOCH),
        consumers);
  }

  /** Lets time pass until this step is done for some credential. */
  void awaitStep(ResponseWorkflow response, ResponseStep step) {
    passUntil(() -> isDone(response, step));
  }

  /** The same while a call is out, during which no time can be skipped: by the second. */
  void awaitStepBesideACall(ResponseWorkflow response, ResponseStep step) {
    passUntil(Duration.ofSeconds(1), () -> isDone(response, step));
  }

  private static boolean isDone(ResponseWorkflow response, ResponseStep step) {
    return response.view().timeline().stream()
        .anyMatch(one -> one.step().filter(step::equals).isPresent());
  }

  /** Lets a minute pass. */
  void pass() {
    temporal.sleep(Duration.ofMinutes(1));
  }

  /** Lets time pass, a minute at a time. */
  void passUntil(BooleanSupplier reached) {
    passUntil(Duration.ofMinutes(1), reached);
  }

  private void passUntil(Duration each, BooleanSupplier reached) {
    for (int times = 0; !reached.getAsBoolean(); times++) {
      if (times > TIMES) {
        throw new AssertionError("It was not reached within " + each.multipliedBy(times));
      }
      temporal.sleep(each);
    }
  }

  @Override
  public void close() {
    temporal.close();
  }
}
