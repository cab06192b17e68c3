package dev.rekey.workflows.rollover;

import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverOutcome;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.model.rollover.RolloverReason;
import dev.rekey.model.rollover.RolloverState;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.notice.NoticeActivities;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.worker.Wire;
import dev.rekey.workflows.world.BusyMachine;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** A server in memory on which a rollover runs against what it is given. */
final class RolloverRig implements AutoCloseable {
  private static final int TIMES = 300;

  final List<Notice> notices = new CopyOnWriteArrayList<>();
  private final TestWorkflowEnvironment temporal;
  private final Worker worker;

  /**
   * Starts it.
   *
   * @param remembered how many workflows the worker keeps between two tasks; with none, it is as if
   *     it crashed after each
   */
  RolloverRig(int remembered, ScriptedAuthorities world) {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setIdentity("rig") // histories are kept: no host name in them
                        .setDataConverter(Wire.converter())
                        .build())
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(remembered).build())
                .build());
    worker = temporal.newWorker(RolloverWorkflow.TASK_QUEUE, BusyMachine.WORKER);
    worker.registerWorkflowImplementationTypes(RolloverWorkflowImpl.class);
    worker.registerActivitiesImplementations(world, new Told());
    Worker rotation = temporal.newWorker(RotationWorkflow.TASK_QUEUE);
    rotation.registerWorkflowImplementationTypes(ScriptedRotation.class);
    rotation.registerActivitiesImplementations((ScriptedRotation.Outcomes) world::rotated);
    temporal.start();
  }

  Worker worker() {
    return worker;
  }

  RolloverWorkflow start(RolloverReason reason, String... first) {
    Rollovers rollovers = new Rollovers(temporal.getWorkflowClient());
    rollovers.start(
        new RolloverOrder(
            "r-1",
            "old",
            "new",
            reason,
            "it ends",
            "ann",
            Optional.of(Instant.EPOCH),
            Optional.empty(),
            List.of(first).stream().map(SecretId::new).toList()));
    return rollovers.of("old");
  }

  RolloverOutcome outcome() {
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(RolloverWorkflow.id("old"))
        .getResult(RolloverOutcome.class);
  }

  String history() {
    return temporal.getWorkflowClient().fetchHistory(RolloverWorkflow.id("old")).toJson(true);
  }

  void awaitState(RolloverWorkflow rollover, RolloverState state) {
    passUntil(() -> rollover.view().state() == state);
  }

  /** The same while a call is out, during which no time can be skipped: by the second. */
  void awaitStateBesideACall(RolloverWorkflow rollover, RolloverState state) {
    passUntil(Duration.ofSeconds(1), () -> rollover.view().state() == state);
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

  static Approval approval(RolloverQuestion question, String by) {
    return new Approval(question, by, Optional.of(Instant.EPOCH), "seen");
  }

  static DueCredential leaf(String secret) {
    TlsCertificate spec =
        new TlsCertificate(
            new SecretId(secret),
            "old",
            List.of("www.example.org"),
            KeyType.EC_P256,
            List.of(),
            Optional.empty(),
            TlsCertificate.RENEW_AT_PERCENT);
    return new DueCredential(
        new RotationRequest(
            spec,
            RotationReason.REQUESTED,
            "ann",
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ofHours(1)),
        Tier.HIGH,
        "erin",
        Instant.EPOCH);
  }

  @Override
  public void close() {
    temporal.close();
  }

  /** Notes what people are told. */
  private final class Told implements NoticeActivities {
    @Override
    public List<NoticeReceipt> deliver(Notice notice) {
      notices.add(notice);
      return List.of();
    }
  }
}
