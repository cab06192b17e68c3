package dev.rekey.workflows.response;

import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.LegalClock;
import dev.rekey.model.incident.Milestone;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** People's work. It is asked for again and again, for weeks if need be. */
final class Review {
  /** A clock is near when a quarter of a day is left, at most. */
  private static final Duration NEAR = Duration.ofHours(6);

  private final CaseFile file;
  private final Announcements announcements;
  private final Set<LegalClock> warned = EnumSet.noneOf(LegalClock.class);

  Review(CaseFile file, Announcements announcements) {
    this.file = file;
    this.announcements = announcements;
  }

  /** Waits until people closed or dismissed it. */
  void untilOver(Cohort cohort) {
    if (!file.over()) {
      file.become(State.REVIEWING);
    }
    Instant remindAt = CaseFile.now().plus(file.runbook().deadlines().review());
    while (!Workflow.await(until(remindAt), file::over)) {
      warnOfClocks();
      if (!CaseFile.now().isBefore(remindAt)) {
        announcements.reach(
            Milestone.REVIEW_OVERDUE,
            file.cause().isPresent() ? "It is not closed yet." : "Nobody wrote down the cause yet.",
            cohort.settled() ? "Somebody else is asked." : "The response is still under way.");
        remindAt = CaseFile.now().plus(file.runbook().deadlines().review());
      }
    }
  }

  private Duration until(Instant remindAt) {
    Instant next =
        file.runbook().clocks().stream()
            .filter(clock -> !warned.contains(clock))
            .map(clock -> clock.due(file.accepted()).minus(NEAR))
            .filter(CaseFile.now()::isBefore)
            .min(Instant::compareTo)
            .filter(remindAt::isAfter)
            .orElse(remindAt);
    return Duration.between(CaseFile.now(), next);
  }

  private void warnOfClocks() {
    for (LegalClock clock : file.runbook().clocks()) {
      Instant due = clock.due(file.accepted());
      if (!CaseFile.now().isBefore(due.minus(NEAR)) && warned.add(clock)) {
        announcements.reach(
            Milestone.CLOCK_NEAR, clock.title() + " until " + due, "Whether it applies is yours.");
      }
    }
  }
}
