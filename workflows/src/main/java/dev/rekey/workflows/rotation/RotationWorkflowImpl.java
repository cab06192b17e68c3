package dev.rekey.workflows.rotation;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Create the new version, deploy it, wait until nobody uses the old one, revoke the old one. In a
 * compromise: revoke the old one, create, deploy, verify, and prove once more that it is refused.
 */
public final class RotationWorkflowImpl implements RotationWorkflow {
  private final RotationRequest request;
  private final @Nullable Resumed resumed;
  private final Wishes wishes;
  private final Standing standing;
  private final Steps steps;
  private final Values values;
  private final WayBack wayBack;
  private final Conclusion conclusion;

  /**
   * Takes what {@link #rotate} takes, so that queries and updates find it from the first task on.
   */
  @WorkflowInit
  public RotationWorkflowImpl(RotationRequest request, @Nullable Resumed resumed) {
    boolean oldIsTrusted = request.reason().oldIsTrusted();
    this.request = request;
    this.resumed = resumed;
    this.wishes = new Wishes(resumed == null ? Optional.empty() : resumed.force());
    this.standing =
        resumed == null
            ? new Standing(request.version().orElseGet(Values::fresh), oldIsTrusted)
            : new Standing(resumed, oldIsTrusted);
    this.steps = new Steps(request, standing, wishes);
    this.values = new Values(standing, steps);
    this.wayBack = new WayBack(request, standing, wishes, steps);
    this.conclusion = new Conclusion(standing, wishes, steps);
  }

  @Override
  public RotationOutcome rotate(RotationRequest request, @Nullable Resumed resumed) {
    CompletablePromise<RotationOutcome> outcome = Workflow.newPromise();
    wishes.heed(CancellationScope.current());
    Workflow.newDetachedCancellationScope(() -> outcome.complete(follow())).run();
    return outcome.get();
  }

  private RotationOutcome follow() {
    try {
      if (request.reason().oldIsTrusted()) {
        replaceThenRevoke();
      } else {
        revokeThenReplace();
      }
      return new RotationOutcome.Rotated(standing.version());
    } catch (StepFailed failure) {
      return conclusion.of(wayBack.after(failure));
    } catch (Overtaken overtaken) {
      return conclusion.of(wayBack.after(overtaken));
    }
  }

  private void replaceThenRevoke() {
    if (resumed == null) {
      create();
      take(RotationStep.DEPLOY);
    }
    Gate gate = new Gate(request, standing, wishes, steps, resumed);
    gate.pass();
    while (take(RotationStep.REVOKE) instanceof StepResult.Waiting slippedIn) {
      refuseToWaitIfOpen();
      gate.shut(slippedIn);
      gate.pass();
    }
  }

  private void revokeThenReplace() {
    take(RotationStep.REVOKE);
    create();
    take(RotationStep.DEPLOY);
    take(RotationStep.VERIFY); // the new one works; whoever holds the old one is locked out
    take(RotationStep.REVOKE); // the old one is still refused, now that the new one works
  }

  /** Makes the new version: the first whose value the target does not refuse. */
  private void create() {
    boolean created = false;
    while (!created) {
      try {
        take(RotationStep.CREATE);
        created = true;
      } catch (StepFailed refusal) {
        values.after(refusal);
      }
    }
  }

  /**
   * A safe point, then a step, whose undo is registered before it runs: a time-out may hide a
   * success.
   */
  private StepResult take(RotationStep step) {
    if (standing.returnable()) {
      wishes.turnRound(step);
    }
    standing.begin(step);
    return steps.run(step);
  }

  private void refuseToWaitIfOpen() {
    if (wishes.gateIsOpen()) {
      throw new StepFailed(
          RotationStep.REVOKE,
          FailureCode.UNEXPECTED,
          "revoke waits at an open gate",
          standing.users());
    }
  }

  @Override
  public RotationProgress progress() {
    return standing.progress();
  }

  @Override
  public void lookAgain() {
    wishes.lookAgain();
  }

  @Override
  public void force(Force force) {
    wishes.force(force);
  }

  @Override
  public void checkForce(Force force) {
    if (!request.reason().oldIsTrusted()) {
      throw new IllegalStateException(
          "In a compromise the gate is open: there is nothing to force");
    }
    refuseIfOver();
    if (standing.reached(RotationStep.WITHDRAW) && !wayBack.waits()) {
      throw new IllegalStateException(
          "The rotation is being withdrawn and waits for nobody: there is nothing to force");
    }
    if (!force.byTwoPersonsAt(began())) {
      throw new IllegalStateException("Both who force must have counted as persons when it began");
    }
  }

  private static Instant began() {
    return Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis());
  }

  @Override
  public void withdraw(Withdrawal withdrawal) {
    wishes.withdraw(withdrawal);
  }

  @Override
  public void checkWithdraw(Withdrawal withdrawal) {
    refuseIfOver();
    if (!standing.returnable()) {
      throw new IllegalStateException(
          "The point of no return is passed: the rotation can only go forward");
    }
  }

  private void refuseIfOver() {
    if (standing.reached(RotationStep.CONCLUDE)) {
      throw new IllegalStateException("The rotation has ended; only the ledger is to hear of it");
    }
  }

  @Override
  public void supersede(String by) {
    wishes.overtake(by);
  }

  @Override
  public @Nullable VersionId revokeAtOnce(String by) {
    boolean stays =
        standing.reached(RotationStep.DEPLOY)
            && !standing.reached(RotationStep.WITHDRAW)
            && !wishes.toTurnRound();
    if (stays) {
      wishes.distrustOld();
    }
    return stays ? standing.version() : null;
  }
}
