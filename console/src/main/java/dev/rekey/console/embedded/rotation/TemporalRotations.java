package dev.rekey.console.embedded.rotation;

import dev.rekey.console.api.RotationStarted;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.console.door.rotation.RotationControl;
import dev.rekey.console.door.rotation.SweepProgress;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.rotation.Started;
import dev.rekey.workflows.rotation.Withdrawal;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.sweep.SweepReport;
import dev.rekey.workflows.worker.Schedules;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The rotations that run in Temporal, as the door sees them. */
public final class TemporalRotations implements RotationControl {
  private static final int SWEEP_PATIENCE_SECONDS = 20;

  private final WorkflowClient client;
  private final Rotations rotations;
  private final RunningRotations running;

  /**
   * Takes the server.
   *
   * @param client a client of it
   * @param open which rotations the ledger believes to run: asked where Temporal cannot list them
   */
  public TemporalRotations(WorkflowClient client, Supplier<List<SecretId>> open) {
    this.client = client;
    this.rotations = new Rotations(client);
    this.running = new RunningRotations(client, open);
  }

  @Override
  public RotationStarted start(DueCredential due) {
    Started started = TemporalRefusals.guarded(() -> rotations.start(due));
    return new RotationStarted(
        due.request().credential().secret(),
        started.workflowId(),
        started.runId(),
        started.joined(),
        Optional.empty());
  }

  @Override
  public Optional<RotationProgress> progress(SecretId secret) {
    return TemporalRefusals.guarded(() -> running.progress(secret));
  }

  @Override
  public List<RunningRotation> running() {
    return TemporalRefusals.guarded(running::all);
  }

  @Override
  public void lookAgain(SecretId secret) {
    TemporalRefusals.guarded(
        () -> {
          if (running.runs(secret)) {
            rotations.of(secret).lookAgain();
          }
          return secret;
        });
  }

  @Override
  public void force(SecretId secret, Force force) {
    TemporalRefusals.decided(secret, () -> rotations.of(secret).force(force));
  }

  @Override
  public void withdraw(SecretId secret, String by, String reason) {
    Withdrawal withdrawal = new Withdrawal(by, reason);
    TemporalRefusals.decided(secret, () -> rotations.of(secret).withdraw(withdrawal));
  }

  @Override
  public SweepProgress sweep() {
    return TemporalRefusals.guarded(
        () -> {
          String id = new Schedules(client).sweepNow(SweepBudget.DEFAULT);
          try {
            SweepReport report =
                client
                    .newUntypedWorkflowStub(id)
                    .getResult(SWEEP_PATIENCE_SECONDS, TimeUnit.SECONDS, SweepReport.class);
            return new SweepProgress(report.started(), report.joined(), report.failed(), true);
          } catch (TimeoutException goesOn) {
            return new SweepProgress(0, 0, 0, false);
          }
        });
  }

  @Override
  public boolean reachable() {
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(3, TimeUnit.SECONDS)
          .describeNamespace(
              DescribeNamespaceRequest.newBuilder()
                  .setNamespace(client.getOptions().getNamespace())
                  .build());
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
