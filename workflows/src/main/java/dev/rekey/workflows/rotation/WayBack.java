package dev.rekey.workflows.rotation;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.model.rotation.UserOfOld;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a rotation ends that does not reach its goal. */
final class WayBack {
  private final RotationRequest request;
  private final Standing standing;
  private final Wishes wishes;
  private final Steps steps;
  private boolean waits;

  WayBack(RotationRequest request, Standing standing, Wishes wishes, Steps steps) {
    this.request = request;
    this.standing = standing;
    this.wishes = wishes;
    this.steps = steps;
  }

  /**
   * Goes back to the old version if that is still possible and safe, else stops with both alive.
   */
  RotationOutcome after(StepFailed why) {
    if (!standing.returnable() || why.code() == FailureCode.GATE_DEADLINE) {
      return unfinished(why);
    }
    try {
      if (standing.reached(RotationStep.CREATE)) {
        standing.goesBack(why);
        standing.become(RotationState.RUNNING);
        untilNobodyUses(RotationStep.WITHDRAW);
      }
      return new RotationOutcome.Withdrawn(
          standing.version(), why.step(), why.code(), why.reason());
    } catch (StepFailed failure) {
      if (failure.code() == FailureCode.PAST_RETURN) {
        return pastReturn();
      }
      String reason = failure.reason() + "; it was to be withdrawn because " + why.reason();
      return unfinished(new StepFailed(failure.step(), failure.code(), reason, failure.users()));
    }
  }

  /**
   * Hands over to a response. A candidate that nobody was told of is removed; beyond that,
   * withdrawing would restore a version that the response distrusts, so the response takes over
   * what it finds. It does so too where the removal fails: it must not wait for that.
   */
  RotationOutcome after(Overtaken overtaken) {
    boolean onlyCandidate =
        standing.reached(RotationStep.CREATE) && !standing.reached(RotationStep.DEPLOY);
    if (onlyCandidate && request.credential().overlaps()) {
      steps.attempt(RotationStep.WITHDRAW);
    }
    return new RotationOutcome.Superseded(standing.version(), overtaken.by());
  }

  /**
   * The old version is refused, by a revoke of our own or by a response. A response takes over what
   * it finds: the way back may have begun, so that to go forward would not reach the new version.
   */
  private RotationOutcome pastReturn() {
    Optional<String> response = wishes.overtakenBy();
    return response.isPresent()
            && Workflow.getVersion("superseded-past-return", Workflow.DEFAULT_VERSION, 1) == 1
        ? new RotationOutcome.Superseded(standing.version(), response.get())
        : forward();
  }

  /**
   * A revoke had its effect in a workflow task that was never committed, since its worker died;
   * then somebody wished to go back. The old version is refused: there is only forward.
   */
  private RotationOutcome forward() {
    try {
      untilNobodyUses(RotationStep.REVOKE);
      return new RotationOutcome.Rotated(standing.version());
    } catch (StepFailed failure) {
      return unfinished(failure);
    }
  }

  /**
   * From here on nothing turns it round. Whoever uses what is to die moves first, unless two
   * persons do not want to wait for them.
   */
  private void untilNobodyUses(RotationStep step) {
    standing.begin(step);
    wishes.forgetForce(); // it was leave to revoke another version
    Instant now = Standing.now();
    Instant deadline =
        now.plus(
            request.gateDeadline().compareTo(Stubs.NEARLY_FOR_EVER) < 0
                ? request.gateDeadline()
                : Stubs.NEARLY_FOR_EVER);
    Pauses pauses = new Pauses(deadline, Pauses.FIRST);
    StepResult result = steps.durably(step);
    while (result instanceof StepResult.Waiting waiting) {
      waits = true;
      standing.blockedBy(waiting.users());
      if (pauses.over()) {
        throw stillUsed(step, waiting.users());
      }
      pauses.rest(wishes);
      result = steps.run(step);
    }
  }

  /** Whether somebody still uses what is to die, so that it cannot die yet. */
  boolean waits() {
    return waits;
  }

  private static StepFailed stillUsed(RotationStep step, List<UserOfOld> users) {
    return new StepFailed(step, FailureCode.GATE_DEADLINE, Gate.sentence(users), users);
  }

  private RotationOutcome unfinished(StepFailed failure) {
    return new RotationOutcome.Unfinished(
        standing.version(), failure.step(), failure.code(), failure.reason(), failure.users());
  }
}
