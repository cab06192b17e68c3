package dev.rekey.workflows.rotation;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/**
 * Runs steps: first in haste inside the workflow task, then with patience as a durable activity.
 * Every step may run twice, so a worker that dies in haste loses nothing: the next one runs the
 * task again, from its first step, with the same version.
 */
final class Steps {
  private final RotationRequest request;
  private final Standing standing;
  private final Wishes wishes;
  private final RotationActivities inHaste = Stubs.inHaste();
  private final RotationActivities patient;
  private final RotationActivities irrevocable = Stubs.irrevocable();

  private Optional<RotationOutcome> ending = Optional.empty();

  Steps(RotationRequest request, Standing standing, Wishes wishes) {
    this.request = request;
    this.standing = standing;
    this.wishes = wishes;
    this.patient = Stubs.patient(request.stepDeadline());
  }

  /**
   * Runs a step until it is done, refused or out of time.
   *
   * @throws StepFailed if it did not happen
   */
  StepResult run(RotationStep step) {
    try {
      return hastily(step);
    } catch (StepFailed failure) {
      if (!failure.code().retryable()) {
        throw failure;
      }
      return patiently(step, failure);
    }
  }

  /**
   * Tries a step for less than a minute.
   *
   * @throws StepFailed if it did not happen; what a time-out left behind is unknown
   */
  StepResult hastily(RotationStep step) {
    try {
      return answered(step, call(inHaste, step));
    } catch (ActivityFailure failure) {
      StepFailed failed = StepFailed.of(step, failure);
      standing.failed(failed);
      throw failed;
    }
  }

  /**
   * Tries a step where nothing depends on it: whoever comes next finds what it left and deals with
   * it.
   */
  void attempt(RotationStep step) {
    try {
      call(inHaste, step);
    } catch (ActivityFailure leftToTheNext) {
      Workflow.getLogger(Steps.class).warn("{} was left to the next: {}", step, standing.version());
    }
  }

  /**
   * Runs a step that ends the version which the steps before it made. It is durable at once, so
   * that those are in the history by then: a worker that takes over would else run them again, and
   * hear that a version which is over needs nothing more.
   *
   * @throws StepFailed if it did not happen
   */
  StepResult durably(RotationStep step) {
    return durably(step, Optional.empty());
  }

  /**
   * Puts the version away whose value was refused.
   *
   * @throws StepFailed if that was not possible
   */
  StepResult discard(StepFailed refusal) {
    ending =
        Optional.of(
            new RotationOutcome.Withdrawn(
                standing.version(), refusal.step(), refusal.code(), refusal.reason()));
    try {
      return durably(RotationStep.DISCARD);
    } finally {
      ending = Optional.empty();
    }
  }

  /** Begins to tell the ledger how the rotation ended, for as long as it makes sense. */
  Promise<StepResult> conclude(RotationOutcome outcome) {
    ending = Optional.of(outcome);
    return Async.function(() -> call(irrevocable, RotationStep.CONCLUDE));
  }

  private StepResult answered(RotationStep step, StepResult result) {
    standing.answered(step);
    return result;
  }

  private StepResult patiently(RotationStep step, StepFailed first) {
    standing.become(RotationState.STUCK);
    return durably(step, Optional.of(first));
  }

  private StepResult durably(RotationStep step, Optional<StepFailed> first) {
    try {
      StepResult result = answered(step, await(step));
      if (standing.state() == RotationState.STUCK) {
        standing.become(RotationState.RUNNING);
      }
      return result;
    } catch (ActivityFailure failure) {
      if (standing.returnable()) {
        wishes.turnRound(step);
      }
      throw outOfTime(StepFailed.of(step, failure), first);
    }
  }

  /** While there is a way back, a wish ends the waiting, but only between two attempts. */
  private StepResult await(RotationStep step) {
    RotationActivities tries = standing.returnable() ? patient : irrevocable;
    CompletablePromise<StepResult> result = Workflow.newPromise();
    CancellationScope attempts =
        Workflow.newCancellationScope(
            () -> result.completeFrom(Async.function(() -> call(tries, step))));
    attempts.run();
    standing.stuckUnless(
        () -> result.isCompleted() || (standing.returnable() && wishes.toTurnRound()));
    if (!result.isCompleted()) {
      attempts.cancel();
    }
    return result.get();
  }

  /** What could have healed has had its time; only a living old credential keeps its own name. */
  private static StepFailed outOfTime(StepFailed last, Optional<StepFailed> first) {
    if (!last.code().retryable() || last.code() == FailureCode.STILL_ACCEPTED) {
      return last;
    }
    String reason =
        "out of time: "
            + last.reason()
            + first.map(failure -> " (at first: " + failure.reason() + ")").orElse("");
    return new StepFailed(last.step(), FailureCode.DEADLINE_PASSED, reason, List.of());
  }

  /** Once a response said so, the old version is revoked whoever still uses it. */
  private RotationReason reason(RotationStep step) {
    return step == RotationStep.REVOKE && wishes.oldIsDistrusted()
        ? RotationReason.COMPROMISED
        : request.reason();
  }

  private StepResult call(RotationActivities activities, RotationStep step) {
    StepRequest call =
        new StepRequest(
            step,
            request.credential(),
            standing.version(),
            reason(step),
            request.requestedBy(),
            wishes.force(),
            ending);
    return switch (step) {
      case CREATE -> activities.create(call);
      case DEPLOY -> activities.deploy(call);
      case VERIFY -> activities.verify(call);
      case REVOKE -> activities.revoke(call);
      case WITHDRAW -> activities.withdraw(call);
      case DISCARD -> activities.discard(call);
      case CONCLUDE -> activities.conclude(call);
    };
  }
}
