package dev.rekey.workflows.response;

import dev.rekey.model.incident.Milestone;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A notice that a channel took wakes nobody for sure: somebody must say that they have it. Until
 * then others are called, each time after the same pause. The response itself waits for nobody.
 */
final class OnCall {
  /** Who did not hear so many calls hears none; what comes later are reminders of the review. */
  private static final int MOST_CALLS = 10;

  private final CaseFile file;
  private final Announcements announcements;
  private Optional<String> taken = Optional.empty();
  private int calls;
  private int round;

  OnCall(CaseFile file, Announcements announcements) {
    this.file = file;
    this.announcements = announcements;
  }

  /** Begins to count, from the accepted signal on. */
  void begin() {
    Duration pause = file.runbook().deadlines().acknowledged();
    Instant due = file.accepted().plus(pause);
    callAfter(due.isAfter(CaseFile.now()) ? Duration.between(CaseFile.now(), due) : pause);
  }

  private void callAfter(Duration pause) {
    int mine = round;
    Workflow.newTimer(pause)
        .thenApply(
            passed -> {
              if (mine == round) {
                callUnlessTaken();
              }
              return true;
            });
  }

  private void callUnlessTaken() {
    if (taken.isPresent() || file.over()) {
      return;
    }
    calls++;
    boolean last = calls == MOST_CALLS;
    Duration pause = file.runbook().deadlines().acknowledged();
    announcements.reach(
        Milestone.ESCALATED,
        "Nobody has taken it yet, call " + calls + " of " + MOST_CALLS + ".",
        last
            ? "Nobody is called for this any more. The response goes on by itself."
            : "Acknowledge it, or others are called again after " + pause + ".");
    if (!last) {
      callAfter(pause);
    }
  }

  /** This person has it. Whoever comes second works on it too, and takes it from nobody. */
  String acknowledge(String person, String text) {
    String words = person + " works on it: " + text;
    if (taken.isEmpty()) {
      taken = Optional.of(person);
      if (file.lead().isEmpty()) {
        file.leadBy(person);
      }
      announcements.reach(Milestone.ACKNOWLEDGED, words, "Nobody else is called for this.");
    }
    return words;
  }

  /** Who may have a part in it has not taken it; others are called anew. */
  void distrust(String person) {
    if (taken.filter(person::equalsIgnoreCase).isPresent()) {
      taken = Optional.empty();
      calls = 0;
      round++;
      callAfter(file.runbook().deadlines().acknowledged());
    }
  }
}
