package dev.rekey.console.embedded.rotation;

import dev.rekey.console.api.RotationStarted;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.rotation.RotationControl;
import dev.rekey.console.door.rotation.SweepProgress;
import dev.rekey.console.embedded.temporal.TemporalAnswers;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.rotation.Started;
import dev.rekey.workflows.rotation.Withdrawal;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.sweep.SweepReport;
import dev.rekey.workflows.worker.Schedules;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rotations that run as workflows in Temporal. */
public final class TemporalRotations implements RotationControl {
  private static final Logger LOG = LoggerFactory.getLogger(TemporalRotations.class);

  /** How long a person waits for a sweep before the answer says that it goes on. */
  private static final long PATIENCE_SECONDS = 20;

  private final WorkflowClient client;
  private final Rotations rotations;
  private final RunningRotations running;

  /**
   * Takes the server, and what to ask it.
   *
   * @param client with {@code worker.Wire}'s converter
   * @param open which rotations may run, by the ledger: asked where Temporal cannot list them
   */
  public TemporalRotations(WorkflowClient client, Supplier<List<SecretId>> open) {
    this.client = client;
    this.rotations = new Rotations(client);
    this.running = new RunningRotations(client, open);
  }

  @Override
  public RotationStarted start(DueCredential due) {
    SecretId secret = due.request().credential().secret();
    Started started = TemporalAnswers.of(() -> rotations.start(due));
    return new RotationStarted(
        secret, started.workflowId(), started.runId(), started.joined(), Optional.empty());
  }

  @Override
  public Optional<RotationProgress> progress(SecretId secret) {
    return TemporalAnswers.of(() -> rotations.progress(secret));
  }

  @Override
  public List<RunningRotation> running(Set<RotationState> states, int most) {
    return TemporalAnswers.ofEach(
        TemporalAnswers.of(() -> running.in(states)).keySet().stream().limit(most).toList(),
        this::running);
  }

  @Override
  public Optional<RunningRotation> running(SecretId secret) {
    return progress(secret)
        .map(p -> new RunningRotation(secret, RotationWorkflow.id(secret.value()), p));
  }

  @Override
  public Map<SecretId, RotationState> states() {
    return TemporalAnswers.of(running::states);
  }

  @Override
  public void lookAgain(SecretId secret) {
    try {
      rotations.of(secret).lookAgain();
    } catch (RuntimeException e) {
      // Nothing runs, or nobody answers: a rotation looks by itself now and then.
      LOG.debug("No rotation of {} was told to look again: {}", secret, e.getClass().getName());
    }
  }

  @Override
  public void force(SecretId secret, Force force) {
    order(secret, () -> rotations.of(secret).force(force));
  }

  @Override
  public void withdraw(SecretId secret, String by, String reason) {
    order(secret, () -> rotations.of(secret).withdraw(new Withdrawal(by, reason)));
  }

  @Override
  public SweepProgress sweep() {
    return TemporalAnswers.of(
        () -> {
          WorkflowStub sweep =
              client.newUntypedWorkflowStub(new Schedules(client).sweepNow(SweepBudget.DEFAULT));
          try {
            SweepReport report =
                sweep.getResult(PATIENCE_SECONDS, TimeUnit.SECONDS, SweepReport.class);
            return new SweepProgress(report.started(), report.joined(), report.failed(), true);
          } catch (TimeoutException e) {
            return new SweepProgress(0, 0, 0, false);
          }
        });
  }

  @Override
  public boolean reachable() {
    return TemporalAnswers.of(
        () ->
            client
                .getWorkflowServiceStubs()
                .blockingStub()
                .withDeadlineAfter(2, TimeUnit.SECONDS)
                .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
                .isInitialized());
  }

  private void order(SecretId secret, Runnable update) {
    if (!TemporalAnswers.of(() -> runs(secret))) {
      throw notRotating(secret);
    }
    TemporalAnswers.toOrder(
        new TemporalAnswers.Addressee(
            "The rotation of " + secret,
            notRotating(secret),
            "See 'rekey status' for where it stands."),
        update);
  }

  private static Refusal notRotating(SecretId secret) {
    return Refusal.conflict(
        "NOT_ROTATING",
        "No rotation of " + secret + " runs; nothing was changed",
        "See 'rekey history' for how the last one ended.");
  }

  private boolean runs(SecretId secret) {
    try {
      return WorkflowStub.fromTyped(rotations.of(secret)).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }
}
