package dev.rekey.workflows.response;

import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.OpenQuestion;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One person alone, for an hour, where nobody else can be reached. Whoever used it answers for it:
 * the incident does not close before another person has looked at it.
 */
final class BreakGlass {
  /** The question that stays open until then. */
  static final String REVIEW = "review-break-glass";

  private static final Duration OPEN = Duration.ofHours(1);

  /** Five business days are a week. */
  private static final Duration REVIEWED_WITHIN = Duration.ofDays(7);

  private final CaseFile file;
  private final Announcements announcements;
  private final Map<String, Instant> until = new HashMap<>();

  BreakGlass(CaseFile file, Announcements announcements) {
    this.file = file;
    this.announcements = announcements;
  }

  boolean openFor(String person) {
    return Optional.ofNullable(until.get(person)).filter(CaseFile.now()::isBefore).isPresent();
  }

  String open(String person, String reason) {
    Instant end = CaseFile.now().plus(OPEN);
    until.put(person, end);
    file.questions()
        .put(
            REVIEW,
            new OpenQuestion(
                REVIEW,
                "Was break-glass used as it should be? Another person says so.",
                person,
                CaseFile.now(),
                Optional.of(CaseFile.now().plus(REVIEWED_WITHIN))));
    announcements.reach(
        Milestone.BREAK_GLASS,
        person + " acts alone until " + end + ".",
        "Another person reviews it; the incident does not close before.");
    tellOfItsEnd(person, end);
    return "break-glass until " + end + ": " + reason;
  }

  /** Responses that began before it was told of go on without. */
  private void tellOfItsEnd(String person, Instant end) {
    if (Workflow.getVersion("break-glass-ends", Workflow.DEFAULT_VERSION, 1) == 1) {
      after(OPEN, () -> ended(person, end));
      after(REVIEWED_WITHIN, this::remind);
    }
  }

  private static void after(Duration time, Runnable what) {
    Workflow.newTimer(time)
        .thenApply(
            passed -> {
              what.run();
              return true;
            });
  }

  /** Whoever opened it once more has longer. */
  private void ended(String person, Instant end) {
    if (!file.over() && end.equals(until.get(person))) {
      announcements.reach(
          Milestone.BREAK_GLASS,
          person + " acts alone no more: it ended at " + end + ".",
          "Another person reviews it; the incident does not close before.");
    }
  }

  private void remind() {
    if (!file.over() && file.questions().containsKey(REVIEW)) {
      announcements.reach(
          Milestone.REVIEW_OVERDUE,
          "Nobody has looked at how break-glass was used.",
          "Another person than who used it does; the incident does not close before.");
    }
  }

  /** Nothing if this person cannot review it. */
  Optional<String> review(String person, String finding) {
    OpenQuestion open = file.questions().get(REVIEW);
    if (open == null || until.containsKey(person)) {
      return Optional.empty();
    }
    file.questions().remove(REVIEW);
    return Optional.of("break-glass was reviewed: " + finding);
  }
}
