package dev.rekey.workflows.rotation;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationStep;
import io.temporal.workflow.CancellationScope;
import java.util.List;
import java.util.Optional;

/**
 * What people and responses asked of a running rotation. Handlers write it, the runbook heeds it.
 */
final class Wishes {
  private Optional<Force> force;
  private Optional<Withdrawal> withdrawal = Optional.empty();
  private Optional<String> overtakenBy = Optional.empty();
  private boolean oldIsDistrusted;
  private boolean cancelled;
  private boolean news;

  Wishes(Optional<Force> force) {
    this.force = force;
  }

  Optional<Force> force() {
    return force;
  }

  void force(Force given) {
    force = force.or(() -> Optional.of(given));
    news = true;
  }

  /**
   * Leave to revoke the old version in spite of use says nothing about the new one: whoever wants a
   * withdrawal forced asks again.
   */
  void forgetForce() {
    force = Optional.empty();
  }

  void withdraw(Withdrawal asked) {
    withdrawal = withdrawal.or(() -> Optional.of(asked));
    news = true;
  }

  void overtake(String by) {
    overtakenBy = overtakenBy.or(() -> Optional.of(by));
    news = true;
  }

  /** The new version stays, and the old one dies at once. */
  void distrustOld() {
    oldIsDistrusted = true;
    news = true;
  }

  void lookAgain() {
    news = true;
  }

  /** Takes the cancellation of the workflow for a wish to go back: a rotation never just stops. */
  void heed(CancellationScope scope) {
    scope
        .getCancellationRequest()
        .thenApply(
            reason -> {
              cancelled = true;
              withdraw(new Withdrawal("an operator of Temporal", "the workflow was cancelled"));
              return reason;
            });
  }

  /** Whether the workflow was cancelled; it then ends as cancelled, whatever it did. */
  boolean cancelled() {
    return cancelled;
  }

  /** Whether anything was asked since the last call of {@link #heard}. */
  boolean news() {
    return news;
  }

  void heard() {
    news = false;
  }

  /** Whether somebody wants the rotation to turn round. */
  boolean toTurnRound() {
    return withdrawal.isPresent() || overtakenBy.isPresent();
  }

  /** Whether a response took over. */
  boolean overtaken() {
    return overtakenBy.isPresent();
  }

  /** The response that took over. */
  Optional<String> overtakenBy() {
    return overtakenBy;
  }

  /** Whether a response said that the old version is not to be trusted any more. */
  boolean oldIsDistrusted() {
    return oldIsDistrusted || overtaken();
  }

  /** Whether the old version may be revoked in spite of use. */
  boolean gateIsOpen() {
    return force.isPresent() || oldIsDistrusted();
  }

  /** Throws what turns the rotation round, if somebody asked for it; a response comes first. */
  void turnRound(RotationStep at) {
    overtakenBy.ifPresent(
        by -> {
          throw new Overtaken(by);
        });
    withdrawal.ifPresent(
        asked -> {
          String reason = "withdrawn by " + asked.by() + ": " + asked.reason();
          throw new StepFailed(at, FailureCode.WITHDRAWN_ON_REQUEST, reason, List.of());
        });
  }
}
