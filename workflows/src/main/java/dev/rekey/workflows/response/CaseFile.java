package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentOrder;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.Remedy;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.incident.Runbook;
import dev.rekey.model.incident.Severity;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the response knows of its incident. */
final class CaseFile {
  private static final Set<Milestone> ANEW =
      Set.of(
          Milestone.CONTAINED,
          Milestone.STABLE,
          Milestone.PROVEN,
          Milestone.RECOVERED,
          Milestone.SILENT);

  private final IncidentOrder order;
  private final Times times;
  private final Map<SecretId, Member> members = new LinkedHashMap<>();
  private final Map<String, OpenQuestion> questions = new LinkedHashMap<>();
  private final List<String> suspects = new ArrayList<>();
  private final Set<Milestone> reached = EnumSet.noneOf(Milestone.class);
  private final List<Remedy> remedies = new ArrayList<>();
  private final List<Member> anew = new ArrayList<>();
  private Severity severity;
  private ResponseMode mode;
  private State state = State.WAITING;
  private Optional<String> lead = Optional.empty();
  private Optional<RootCause> cause = Optional.empty();
  private Instant suspectSince;

  CaseFile(IncidentOrder order) {
    this.order = order;
    CompromiseReport report = order.report();
    times = new Times(report);
    mode = report.mode().orElse(order.runbook().mode());
    severity = order.runbook().severity().orElseGet(() -> Severity.of(report.atRisk()));
    suspectSince = report.suspectSince();
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  IncidentId id() {
    return order.id();
  }

  Runbook runbook() {
    return order.runbook();
  }

  CompromiseReport report() {
    return order.report();
  }

  Instant accepted() {
    return order.report().receivedAt();
  }

  /** From then on, if not from before; it never makes anything better. */
  void suspectSince(Instant then) {
    suspectSince = then.isBefore(suspectSince) ? then : suspectSince;
  }

  Optional<Member> member(SecretId secret) {
    return Optional.ofNullable(members.get(secret));
  }

  /** These need no response after all. */
  void leaveOut(List<Member> those) {
    those.forEach(one -> members.remove(one.secret(), one));
  }

  /** What replaced it leaked as well, if people or the guard do not say otherwise. */
  void mayLeakAgain(Member again) {
    anew.add(again);
  }

  /** Whether that is known already, and waits for people. */
  boolean mayLeakAgain(SecretId secret) {
    return anew.stream().anyMatch(one -> one.secret().equals(secret));
  }

  /** From now on they take the place of those that went through the runbook before. */
  void leakAgain(List<Member> again) {
    anew.removeAll(again);
    for (Member one : again) {
      Optional.ofNullable(members.put(one.secret(), one))
          .ifPresent(
              before -> {
                before.leaksAgain();
                times.leaksAgain(before);
              });
    }
    ANEW.forEach(reached::remove);
  }

  /** Takes in credentials that are not in it yet, and gives those. */
  List<Member> takeIn(List<AtRisk> atRisk, ResponseMode how) {
    List<Member> fresh = new ArrayList<>();
    for (AtRisk one : atRisk) {
      if (!members.containsKey(one.secret())) {
        Member member = new Member(one, how);
        members.put(one.secret(), member);
        fresh.add(member);
        if (order.runbook().severity().isEmpty()) {
          severity = severity.or(Severity.of(one.recovery().tier()));
        }
      }
    }
    return fresh;
  }

  List<Member> members() {
    return List.copyOf(members.values());
  }

  Severity severity() {
    return severity;
  }

  void worsen() {
    severity = severity.worse();
  }

  ResponseMode mode() {
    return mode;
  }

  /** What comes first from now on, for every credential that lives yet. */
  void become(ResponseMode next) {
    mode = next;
    members.values().forEach(member -> member.become(next));
    anew.forEach(member -> member.become(next));
  }

  State state() {
    return state;
  }

  void become(State next) {
    state = next;
  }

  Optional<String> lead() {
    return lead;
  }

  void leadBy(String person) {
    lead = Optional.of(person);
  }

  /** Leaves somebody out from now on; they lead nothing. */
  void suspect(String person) {
    if (!suspects(person)) {
      suspects.add(person);
    }
    lead = lead.filter(one -> !one.equalsIgnoreCase(person));
    questions.values().removeIf(one -> one.askedBy().equalsIgnoreCase(person));
  }

  Optional<RootCause> cause() {
    return cause;
  }

  void record(RootCause found) {
    cause = Optional.of(found);
  }

  Instant suspectSince() {
    return suspectSince;
  }

  List<Remedy> remedies() {
    return remedies;
  }

  List<String> suspects() {
    return List.copyOf(suspects);
  }

  boolean suspects(String person) {
    return suspects.stream().anyMatch(person::equalsIgnoreCase);
  }

  Map<String, OpenQuestion> questions() {
    return questions;
  }

  /** A step begins; people see how far the incident has come. */
  void at(ResponseStep step) {
    State next = Views.state(step);
    if (!over() && next.compareTo(state) > 0) {
      state = next;
    }
  }

  boolean allContained() {
    return members.values().stream().allMatch(one -> one.contained().isPresent());
  }

  boolean allProven() {
    return members.values().stream().allMatch(Member::proven);
  }

  boolean allSilent() {
    return members.values().stream().allMatch(Member::silent);
  }

  boolean allRecovered() {
    return members.values().stream().allMatch(one -> one.recovered().isPresent());
  }

  Times times() {
    return times;
  }

  /** Whether this is reached for the first time. */
  boolean firstTime(Milestone milestone) {
    return reached.add(milestone);
  }

  boolean over() {
    return state.isEnd();
  }
}
