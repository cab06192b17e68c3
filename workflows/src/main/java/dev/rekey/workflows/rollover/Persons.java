package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.workflows.rotation.Withdrawal;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What people want of a running rollover. Handlers write it, the runbook heeds it. */
final class Persons {
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final Duration URGENT = Duration.ofMinutes(3);
  private static final Duration USUAL = Duration.ofHours(1);

  private final RolloverStanding standing;
  private final Chronicle chronicle;
  private final Belonging incident;
  private Optional<Withdrawal> withdrawal = Optional.empty();
  private boolean news;

  Persons(RolloverStanding standing, Chronicle chronicle) {
    this.standing = standing;
    this.chronicle = chronicle;
    this.incident = new Belonging(standing.order());
  }

  /** Who cancels the workflow wants it to go back. */
  void heed(CancellationScope scope) {
    scope
        .getCancellationRequest()
        .thenApply(
            reason -> {
              if (standing.returnable()) {
                withdraw(new Withdrawal("an operator", "the workflow was cancelled"));
              }
              return true;
            });
  }

  void lookAgain() {
    news = true;
  }

  void withdraw(Withdrawal asked) {
    if (withdrawal.isEmpty()) {
      standing.note(asked.by(), "wants it withdrawn: " + asked.reason());
    }
    withdrawal = withdrawal.or(() -> Optional.of(asked));
    news = true;
  }

  void approve(Approval approval) {
    standing.note(
        approval.by(), "agreed " + approval.question().words() + ": " + approval.reason());
    standing.agree(approval.question());
    news = true;
  }

  /** What people want of the authority now comes first, where there is a way back. */
  void makeWay(String response) {
    if (standing.returnable()) {
      withdraw(new Withdrawal(response, "its key may be in other hands"));
    } else if (standing.order().incident().isEmpty()) {
      standing.note(response, "waits for its end");
    }
  }

  void check(Approval approval) {
    if (incident.decides()) {
      throw new IllegalStateException(
          "It belongs to "
              + standing.order().requestedBy()
              + ": agree there, with 'rekey incident act'");
    }
    if (standing.question().filter(approval.question()::equals).isEmpty()) {
      throw new IllegalStateException(
          standing
              .question()
              .map(open -> "It takes a second person to agree " + open.words())
              .orElse("It waits for nobody's agreement"));
    }
    if (approval.by().equalsIgnoreCase(standing.order().requestedBy())) {
      throw new IllegalStateException("Who asks does not approve: it takes a second person");
    }
    if (!counted(approval.countsSince()) || !requesterCounted()) {
      throw new IllegalStateException(
          "Both must have counted as persons at the door when the rollover began");
    }
    if (approval.reason().isBlank()) {
      throw new IllegalStateException("Who approves says why");
    }
  }

  private boolean requesterCounted() {
    return standing.order().incident().isPresent() || counted(standing.order().countsSince());
  }

  private boolean counted(Optional<Instant> since) {
    return since.filter(at -> !at.isAfter(standing.startedAt())).isPresent();
  }

  void checkWithdraw(Withdrawal asked) {
    if (!standing.returnable()) {
      throw new IllegalStateException(
          !standing.goesOnlyForward()
              ? "It is being withdrawn already"
              : standing.order().compromised()
                  ? "A compromised authority is never gone back to: the rollover only goes forward"
                  : "The new authority certifies: the rollover only goes forward");
    }
  }

  /** A safe point: goes back if somebody wants that, and it can be. */
  void turnRound() {
    if (turnsRound()) {
      throw new TurnedRound(withdrawal.orElseThrow().reason());
    }
  }

  private boolean turnsRound() {
    return standing.returnable() && withdrawal.isPresent();
  }

  /** Waits so long, or until there is something new. */
  void rest(Duration pause) {
    Workflow.await(pause, () -> news);
    news = false;
    turnRound();
  }

  /** Waits until a second person agrees. */
  void agree(RolloverQuestion question) {
    Duration pause = standing.order().compromised() ? URGENT : USUAL;
    while (!standing.agreed(question)) {
      standing.asks(question);
      incident.ask(question);
      if (!incident.decides()) {
        chronicle.call(
            "ROLLOVER_APPROVAL",
            "It takes a second person to agree " + question.words() + ".",
            "Another person than " + standing.order().requestedBy() + " approves it, or not.");
      }
      chronicle.write();
      Workflow.await(pause, () -> standing.agreed(question) || turnsRound());
      turnRound();
      pause = longer(pause, LONGEST_PAUSE);
    }
  }

  static Duration longer(Duration pause, Duration longest) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longest) < 0 ? twice : longest;
  }
}
