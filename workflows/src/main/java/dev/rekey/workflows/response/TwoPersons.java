package dev.rekey.workflows.response;

import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.TimelineEntry;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What nobody can undo takes two persons, and neither of them is a suspect: who reported it and
 * another one; two others, if a machine reported it, or if who did turns out to be a suspect.
 */
final class TwoPersons {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final CaseFile file;
  private final Announcements announcements;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, Word> words = new HashMap<>();

  TwoPersons(CaseFile file, Announcements announcements) {
    this.file = file;
    this.announcements = announcements;
  }

  /** The second person's yes. */
  record Word(String by, Optional<Instant> countsSince, String reason) {}

  /** Waits until two agreed, for as long as that takes; nothing if the incident is over first. */
  Optional<Word> agree(String id, String text) {
    Duration pause = file.runbook().deadlines().decision();
    asked.add(id);
    while (!file.over() && !words.containsKey(id)) {
      boolean fresh = !file.questions().containsKey(id);
      if (fresh) {
        ask(id, text);
      } else {
        remind(text);
      }
      Workflow.await(pause, () -> file.over() || !file.questions().containsKey(id));
      if (refused.remove(id)) {
        Workflow.await(pause, file::over); // they may see more by then
      }
      pause = longer(pause);
    }
    asked.remove(id);
    file.questions().remove(id);
    return Optional.ofNullable(words.remove(id));
  }

  private void ask(String id, String text) {
    String reporter = file.report().source().name();
    boolean counts = file.report().source().isPerson() && !file.suspects(reporter);
    file.questions()
        .put(
            id,
            new OpenQuestion(
                id,
                text,
                counts ? reporter : TimelineEntry.REKEY,
                CaseFile.now(),
                Optional.empty()));
    announcements.reach(
        Milestone.GUARDED, text, "It takes two persons: approve " + id + ", or refuse it.");
  }

  private void remind(String text) {
    file.worsen();
    announcements.reach(Milestone.ESCALATED, text, "Nobody answered; somebody else is asked.");
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  /** Whether nobody has wanted it yet: who approves it now is the first of two. */
  boolean areToBeTwo(OpenQuestion question) {
    return asked.contains(question.id()) && question.askedBy().equals(TimelineEntry.REKEY);
  }

  /** The first of two. */
  String first(OpenQuestion question, String by, String reason) {
    file.questions()
        .put(
            question.id(),
            new OpenQuestion(
                question.id(), question.text(), by, question.askedAt(), question.until()));
    return "the first of two to approve " + question.id() + ": " + reason;
  }

  /** The second of two. */
  void agreed(OpenQuestion question, Decision decision, String reason) {
    if (asked.contains(question.id())) {
      words.put(question.id(), new Word(decision.by(), decision.countsSince(), reason));
    }
  }

  /** One of them says no: it is asked again later. */
  void refused(String id) {
    if (asked.contains(id)) {
      refused.add(id);
    }
  }
}
