package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.TimelineEntry;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A signal is no proof. What would stop many critical consumers waits: for a veto, if a person gave
 * the signal; for a second signal or a person, if a machine did. Nobody who forges a signal takes
 * production down, neither at once nor by one report after the other about an incident that runs.
 */
final class Guarding {
  /** The question of the guard; about what later reports bring it has a number. */
  static final String GUARD = "guard";

  /** The question of mode {@code hold}; numbered as the guard's. */
  static final String HOLD = "hold";

  private final CaseFile file;
  private final Announcements announcements;
  private final Map<SecretId, Set<String>> sources = new HashMap<>();
  private final Set<SecretId> decided = new HashSet<>();
  private final List<Member> through = new ArrayList<>();
  private final Map<String, List<Member>> waiting = new HashMap<>();
  private int guards;
  private int holds;

  Guarding(CaseFile file, Announcements announcements) {
    this.file = file;
    this.announcements = announcements;
    heard(file.report());
  }

  /** Two sources that say the same are believed: of what both name, and of nothing else. */
  void heard(CompromiseReport report) {
    for (AtRisk one : report.atRisk()) {
      sources.computeIfAbsent(one.secret(), s -> new HashSet<>()).add(report.source().name());
    }
    waiting.forEach(
        (question, those) -> {
          if (!tooManyConsumers(those)) {
            file.questions().remove(question);
          }
        });
  }

  /** Whether this source named this credential before. */
  boolean knows(ReportSource source, SecretId secret) {
    return sources.getOrDefault(secret, Set.of()).contains(source.name());
  }

  /** What replaced these leaked as well: that is news, and nobody but its source has said it. */
  void again(ReportSource source, List<Member> those) {
    for (Member one : those) {
      sources.put(one.secret(), new HashSet<>(Set.of(source.name())));
      decided.remove(one.secret());
      through.removeIf(before -> before.secret().equals(one.secret()));
    }
  }

  /**
   * Returns when the containment of these may begin, or when there is nothing to be contained any
   * more. Each report's wait on their own: nobody decides about more than they were asked.
   */
  void pass(ReportSource source, List<Member> those) {
    if (tooManyConsumers(those)) {
      ask(source, those);
      those.forEach(one -> decided.add(one.secret()));
    }
    hold(those);
    through.addAll(those);
  }

  /** A person holds back what the guard asked about. */
  void refused(String question) {
    List<Member> those = waiting.getOrDefault(question, List.of());
    if (through.isEmpty() && question.equals(GUARD)) {
      file.become(ResponseMode.HOLD);
    } else {
      those.forEach(one -> one.become(ResponseMode.HOLD));
    }
  }

  private boolean tooManyConsumers(List<Member> those) {
    int critical = critical(those);
    return critical > 0
        && critical + critical(through) > file.runbook().guard().criticalConsumers();
  }

  /** The workloads that would stop, if nobody but one source says so. */
  private int critical(List<Member> members) {
    return members.stream()
        .filter(one -> !decided.contains(one.secret()))
        .filter(one -> sources.getOrDefault(one.secret(), Set.of()).size() < 2)
        .map(Member::atRisk)
        .mapToInt(AtRisk::criticalConsumers)
        .sum();
  }

  private void ask(ReportSource source, List<Member> those) {
    String id = numbered(GUARD, ++guards);
    String text = text(source, those);
    Duration veto = file.runbook().guard().veto();
    Optional<Duration> decidesItself = source.isPerson() ? Optional.of(veto) : Optional.empty();
    waiting.put(id, those);
    put(id, text, decidesItself.map(CaseFile.now()::plus));
    announcements.reach(Milestone.GUARDED, text, "Nothing of it is revoked until then.");
    BooleanSupplier answered = () -> file.over() || !file.questions().containsKey(id);
    Duration patience = decidesItself.orElse(file.runbook().deadlines().decision());
    while (!Workflow.await(patience, answered::getAsBoolean)) {
      if (decidesItself.isPresent()) {
        file.questions().remove(id);
      } else {
        remind(text);
      }
    }
    waiting.remove(id);
  }

  private String text(ReportSource source, List<Member> those) {
    return "It stops "
        + critical(those)
        + " critical consumers of "
        + (those.size() == 1 ? those.getFirst().secret() : those.size() + " credentials")
        + (source.isPerson()
            ? ". Refuse to hold it back; else it runs."
            : ", and one machine alone says so. Approve to run it.");
  }

  private void hold(List<Member> those) {
    if (!held(those) || file.over()) {
      return;
    }
    String id = numbered(HOLD, ++holds);
    String text = "Unproven. Say revoke-first or overlap if it is true; dismiss it if it is not.";
    put(id, text, Optional.empty());
    while (!Workflow.await(
        file.runbook().deadlines().decision(), () -> file.over() || !held(those))) {
      remind(text);
    }
    file.questions().remove(id);
    those.forEach(one -> decided.add(one.secret()));
  }

  /** The whole incident may be held before anybody knows whose credential it is. */
  private boolean held(List<Member> those) {
    return those.isEmpty()
        ? file.mode() == ResponseMode.HOLD
        : those.stream().anyMatch(one -> one.mode() == ResponseMode.HOLD);
  }

  private static String numbered(String question, int number) {
    return number == 1 ? question : question + "-" + number;
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
