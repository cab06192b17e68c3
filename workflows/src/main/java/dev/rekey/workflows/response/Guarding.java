package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.TimelineEntry;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A signal is no proof. What would stop many critical consumers waits: for a veto, if a person gave
 * the signal; for a second signal or a person, if a machine did. Nobody who forges a signal takes
 * production down.
 */
final class Guarding {
  /** The question of the guard. */
  static final String GUARD = "guard";

  /** The question of mode {@code hold}. */
  static final String HOLD = "hold";

  private final CaseFile file;
  private final Announcements announcements;
  private final Set<SecretId> confirmed = new HashSet<>();

  Guarding(CaseFile file, Announcements announcements) {
    this.file = file;
    this.announcements = announcements;
  }

  /** Another source says the same: of what it names itself, and of nothing else. */
  void secondSignal(CompromiseReport report) {
    if (!report.source().name().equals(file.report().source().name())) {
      report.atRisk().forEach(one -> confirmed.add(one.secret()));
      if (!tooManyConsumers()) {
        file.questions().remove(GUARD);
      }
    }
  }

  /** Returns when containment may begin, or when there is nothing to be contained any more. */
  void pass() {
    if (tooManyConsumers()) {
      ask();
    }
    hold();
  }

  private boolean tooManyConsumers() {
    int critical =
        file.members().stream()
            .filter(one -> !confirmed.contains(one.secret()))
            .map(Member::atRisk)
            .mapToInt(AtRisk::criticalConsumers)
            .sum();
    return critical > file.runbook().guard().criticalConsumers();
  }

  private void ask() {
    boolean person = file.report().source().isPerson();
    Optional<Instant> until =
        person ? Optional.of(CaseFile.now().plus(file.runbook().guard().veto())) : Optional.empty();
    String text =
        person
            ? "It stops many critical consumers. Refuse to hold it back; else it runs."
            : "It stops many critical consumers, and one machine alone says so. Approve to run it.";
    put(GUARD, text, until);
    announcements.reach(Milestone.GUARDED, text, "Nothing is revoked until then.");
    Duration patience =
        person ? file.runbook().guard().veto() : file.runbook().deadlines().decision();
    while (!Workflow.await(patience, this::answered)) {
      if (person) {
        file.questions().remove(GUARD);
      } else {
        remind(text);
      }
    }
  }

  private boolean answered() {
    return file.over() || !file.questions().containsKey(GUARD);
  }

  private void hold() {
    if (file.mode() != ResponseMode.HOLD || file.over()) {
      return;
    }
    String text = "Unproven. Say revoke-first or overlap if it is true; dismiss it if it is not.";
    put(HOLD, text, Optional.empty());
    while (!Workflow.await(
        file.runbook().deadlines().decision(),
        () -> file.over() || file.mode() != ResponseMode.HOLD)) {
      remind(text);
    }
    file.questions().remove(HOLD);
  }

  private void remind(String text) {
    file.worsen();
    announcements.reach(Milestone.ESCALATED, text, "Nobody answered; somebody else is asked.");
  }

  private void put(String id, String text, Optional<Instant> until) {
    file.questions()
        .put(id, new OpenQuestion(id, text, TimelineEntry.REKEY, CaseFile.now(), until));
  }
}
