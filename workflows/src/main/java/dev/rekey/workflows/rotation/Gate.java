package dev.rekey.workflows.rotation;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.model.rotation.UserOfOld;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The gate before revoke. It opens once nobody has used the old version for the drain time, or when
 * two persons or a response open it. An answer that does not come counts as use.
 */
final class Gate {
  private static final int SAMPLES_OF_A_DRAIN = 5;

  /** At five events or so each, well below the 51,200 at which Temporal ends a run. */
  private static final int LOOKS_OF_A_RUN = 500;

  private final RotationRequest request;
  private final Standing standing;
  private final Wishes wishes;
  private final Steps steps;
  private final Pauses pauses;
  private Optional<Instant> quietSince;
  private Optional<StepFailed> unknown = Optional.empty();
  private int looks;

  /** Stands at a gate; its deadline counts from here, or from where {@code resumed} says. */
  Gate(
      RotationRequest request,
      Standing standing,
      Wishes wishes,
      Steps steps,
      @Nullable Resumed resumed) {
    this.request = request;
    this.standing = standing;
    this.wishes = wishes;
    this.steps = steps;
    this.pauses =
        resumed == null
            ? new Pauses(Standing.now().plus(request.gateDeadline()), Pauses.FIRST)
            : new Pauses(resumed.gateDeadline(), resumed.pause());
    this.quietSince = resumed == null ? Optional.empty() : resumed.quietSince();
  }

  /**
   * Waits until the old version may be revoked.
   *
   * @throws StepFailed if it is still in use at the deadline, the new one does not work, or
   *     somebody wants to go back
   * @throws Overtaken if a response took over
   */
  void pass() {
    while (!opens()) {
      rest();
    }
  }

  /**
   * Somebody slipped in: revoke refused to happen. Waits a while before the gate is asked again.
   */
  void shut(StepResult.Waiting waiting) {
    used(waiting);
    rest();
  }

  private boolean opens() {
    if (standing.returnable()) {
      wishes.turnRound(RotationStep.VERIFY);
    }
    if (wishes.gateIsOpen()) {
      return true;
    }
    look();
    Instant now = Standing.now();
    return quietSince.filter(since -> !now.isBefore(since.plus(request.drain()))).isPresent();
  }

  private void look() {
    looks++;
    standing.begin(RotationStep.VERIFY);
    unknown = Optional.empty();
    try {
      switch (steps.hastily(RotationStep.VERIFY)) {
        case StepResult.Done done -> quiet();
        case StepResult.Waiting waiting -> used(waiting);
        case StepResult.Failed failed ->
            throw new StepFailed(
                RotationStep.VERIFY, failed.code(), failed.reason(), standing.users());
      }
    } catch (StepFailed failure) {
      if (!failure.code().retryable()) {
        throw failure;
      }
      unknown = Optional.of(failure);
      quietSince = Optional.empty();
      standing.become(RotationState.STUCK);
    }
  }

  private void quiet() {
    quietSince = quietSince.or(() -> Optional.of(Standing.now()));
    standing.quiet(request.drain().isZero() ? RotationState.RUNNING : RotationState.DRAINING);
  }

  private void used(StepResult.Waiting waiting) {
    quietSince = Optional.empty();
    standing.blockedBy(waiting.users());
  }

  /** While quiet, samples the drain; while not, waits longer each time, up to the deadline. */
  private void rest() {
    if (quietSince.isEmpty() && pauses.over()) {
      throw tooLate();
    }
    goOnInNewRunIfLong();
    if (quietSince.isPresent()) {
      Pauses.rest(sample(), wishes);
    } else {
      pauses.rest(wishes);
    }
  }

  private Duration sample() {
    return request.drain().dividedBy(SAMPLES_OF_A_DRAIN).plusMillis(1);
  }

  private StepFailed tooLate() {
    String why =
        unknown
            .map(failure -> "nobody can say who uses the old version: " + failure.reason())
            .orElseGet(() -> sentence(standing.users()));
    return new StepFailed(RotationStep.VERIFY, FailureCode.GATE_DEADLINE, why, standing.users());
  }

  /** Who uses a version, for people. */
  static String sentence(List<UserOfOld> users) {
    return users.stream().map(UserOfOld::sentence).collect(Collectors.joining("; "));
  }

  /** Not after a cancellation: Temporal would end the rotation there, instead of going on. */
  private void goOnInNewRunIfLong() {
    boolean isLong = looks >= LOOKS_OF_A_RUN || Workflow.getInfo().isContinueAsNewSuggested();
    if (!isLong || wishes.cancelled() || wishes.oldIsDistrusted()) {
      return;
    }
    Workflow.continueAsNew(
        request,
        new Resumed(
            standing.version(),
            standing.returnable(),
            standing.state(),
            standing.since(),
            pauses.deadline(),
            quietSince,
            standing.users(),
            pauses.next(),
            wishes.force(),
            standing.failure()));
  }
}
