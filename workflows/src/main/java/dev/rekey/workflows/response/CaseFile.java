package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentOrder;
import dev.rekey.model.incident.IncidentView.Durations;
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
import java.time.Duration;
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
  private final IncidentOrder order;
  private final Map<SecretId, Member> members = new LinkedHashMap<>();
  private final Map<String, OpenQuestion> questions = new LinkedHashMap<>();
  private final List<String> suspects = new ArrayList<>();
  private final Set<Milestone> reached = EnumSet.noneOf(Milestone.class);
  private final List<Remedy> remedies = new ArrayList<>();
  private Severity severity;
  private ResponseMode mode;
  private State state = State.WAITING;
  private Optional<String> lead = Optional.empty();
  private Optional<RootCause> cause = Optional.empty();
  private Optional<Instant> recovered = Optional.empty();
  private Instant suspectSince;

  CaseFile(IncidentOrder order) {
    this.order = order;
    CompromiseReport report = order.report();
    mode = report.mode().orElse(order.runbook().mode());
    severity = order.runbook().severity().orElseGet(() -> of(report.atRisk()));
    suspectSince = report.suspectSince();
    heed(report);
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

  /** The first report. */
  CompromiseReport report() {
    return order.report();
  }

  /** The zero of every deadline. */
  Instant accepted() {
    return order.report().receivedAt();
  }

  /** Takes what a report says of time; it never makes anything better. */
  void heed(CompromiseReport report) {
    if (report.suspectSince().isBefore(suspectSince)) {
      suspectSince = report.suspectSince();
    }
  }

  /** By the most sensitive of them. What nobody knows the owner of may be anything. */
  private static Severity of(List<AtRisk> atRisk) {
    return atRisk.stream()
        .map(one -> Severity.of(one.recovery().tier()))
        .reduce(Severity::or)
        .orElse(Severity.P2);
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
    State next =
        switch (step) {
          case SNAPSHOT, CONTAIN, STABILIZE, PROVE -> State.CONTAINING;
          case HUNT, REACH -> State.ERADICATING;
          case RECOVER -> State.RECOVERING;
          case WATCH -> State.WATCHING;
          case REVIEW -> State.REVIEWING;
        };
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

  /** The last replacement is in use. */
  void recovered() {
    recovered = Optional.of(now());
  }

  /** What was measured, but for the notices. */
  Durations durations(Optional<Instant> firstReceipt) {
    Optional<Instant> contained =
        members.isEmpty() || !allContained()
            ? Optional.empty()
            : members.values().stream()
                .flatMap(one -> one.contained().stream())
                .max(Instant::compareTo);
    return new Durations(
        report().exposedAt().map(at -> Duration.between(at, accepted())),
        firstReceipt.map(this::since),
        contained.map(this::since),
        recovered.map(this::since));
  }

  private Duration since(Instant at) {
    Duration passed = Duration.between(accepted(), at);
    return passed.isNegative() ? Duration.ZERO : passed;
  }

  /** Whether this is reached for the first time. */
  boolean firstTime(Milestone milestone) {
    return reached.add(milestone);
  }

  boolean over() {
    return state.isEnd();
  }
}
