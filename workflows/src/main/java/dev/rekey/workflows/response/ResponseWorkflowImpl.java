package dev.rekey.workflows.response;

import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentOrder;
import dev.rekey.model.incident.IncidentRecord;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rollover.RolloverAsks;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Declare; contain all of it; make sure that it stays so; prove it; hunt; follow it where it
 * reached; recover; watch; and do not close before people have said why it happened.
 */
public final class ResponseWorkflowImpl implements ResponseWorkflow {
  private final CaseFile file;
  private final Journal journal;
  private final Announcements announcements;
  private final Cohort cohort;
  private final OuterControl outer;
  private final Guarding guard;
  private final OnCall onCall;
  private final Overdue overdue;
  private final Review review;
  private final Relapses relapses;
  private final People people;
  private final Stages stages;
  private final IncidentActivities ledger = ResponseStubs.ledger();
  private final Set<String> signals = new HashSet<>();
  private final List<Member> first;
  private boolean declared;
  private boolean passed;

  /** Takes what {@link #respond} takes, so that queries and updates find it from the start. */
  @WorkflowInit
  public ResponseWorkflowImpl(IncidentOrder order) {
    file = new CaseFile(order);
    journal = new Journal(() -> Views.of(file, List.of(), this.announcements().firstReceipt()));
    announcements = new Announcements(file, journal);
    outer = new OuterControl(file, journal, announcements);
    OutOfBand foreign = new OutOfBand(journal);
    TwoPersons persons = new TwoPersons(file, announcements);
    stages = new Stages(file, journal, announcements, outer, foreign, persons, this::widen);
    cohort = new Cohort(file, stages);
    guard = new Guarding(file, announcements);
    relapses = new Relapses(file, journal, announcements, guard);
    review = new Review(file, announcements);
    onCall = new OnCall(file, announcements);
    overdue = new Overdue(file, announcements);
    people =
        new People(
            file, journal, announcements, cohort, guard, onCall, foreign, stages, this::concerns);
    signals.add(order.report().signal());
    first = file.takeIn(order.report().atRisk(), file.mode());
  }

  private Announcements announcements() {
    return announcements;
  }

  @Override
  public IncidentRecord respond(IncidentOrder order) {
    declare();
    onCall.begin();
    boolean known = !first.isEmpty();
    first.removeAll(leftAlone(first));
    if (!known || !first.isEmpty()) {
      admit(order.report(), first);
    }
    passed = true;
    cohort.begin(first);
    Workflow.await(() -> file.over() || cohort.settled());
    review.untilOver(cohort);
    letGo();
    announcements.reach(
        Milestone.CLOSED, "The incident is " + word() + ".", "Nothing is left to do.");
    announcements.join();
    journal.close();
    Workflow.await(Workflow::isEveryHandlerFinished);
    return new IncidentRecord(
        file.id(),
        file.state(),
        file.severity(),
        file.times().of(file.members(), announcements.firstReceipt()));
  }

  private void letGo() {
    outer.lift();
    stages.own.over();
    ledger.release(file.id(), file.members().stream().map(Member::secret).toList());
  }

  private String word() {
    return file.state() == State.DISMISSED ? "dismissed" : "closed";
  }

  private void declare() {
    stages.settle();
    declared = true;
    CompromiseReport report = file.report();
    journal.note(Kind.REPORT, report.source().name(), report.finding(), List.of());
    first.forEach(journal::orphan);
    stages.own.heard(report);
    announcements.reach(
        Milestone.DECLARED,
        file.members().isEmpty()
            ? "Nobody knows whose credential it is."
            : file.members().size() + " credentials may be in other hands.",
        "The runbook "
            + file.runbook().name()
            + " ("
            + file.runbook().digest().substring(0, 12)
            + ") runs in mode "
            + file.mode().word()
            + ".");
  }

  @Override
  public void report(CompromiseReport report) {
    if (!file.over() && signals.add(report.signal())) {
      journal.note(Kind.REPORT, report.source().name(), report.finding(), List.of());
      List<Member> again = relapses.of(report);
      guard.heard(report);
      stages.own.heard(report);
      report.saidSince().ifPresent(file::suspectSince);
      List<Member> fresh = held(report.atRisk(), report.mode().orElse(file.mode()));
      join(report, fresh, again);
    }
  }

  /** What a later report brings is no truer than what the first one said. */
  private void join(CompromiseReport report, List<Member> fresh, List<Member> again) {
    List<Member> those = new ArrayList<>(fresh);
    those.removeAll(leftAlone(fresh));
    those.addAll(again);
    if (!those.isEmpty()) {
      Workflow.await(() -> declared);
      admit(report, those);
      relapses.begin(again);
      cohort.begin(those);
    }
  }

  /** Those of which only dead values were reported: routine goes on with them. */
  private List<Member> leftAlone(List<Member> those) {
    List<Member> dead = relapses.dead(those);
    if (!dead.isEmpty()) {
      file.leaveOut(dead);
      ledger.release(file.id(), dead.stream().map(Member::secret).toList());
      if (file.members().isEmpty() && file.firstTime(Milestone.PROVEN)) {
        announcements.reach(
            Milestone.PROVEN,
            "What was reported is refused everywhere already; nothing was changed.",
            "Dismiss it, or write down how it got there and close it.");
      }
    }
    return dead;
  }

  /** Waits until their containment may begin; what people think is nothing that is late. */
  private void admit(CompromiseReport report, List<Member> those) {
    Instant asked = CaseFile.now();
    guard.pass(report.source(), those);
    overdue.begin(those, report.receivedAt().plus(Duration.between(asked, CaseFile.now())));
  }

  /** A person's word: what is in it already, leaked again. */
  private void concerns(List<AtRisk> atRisk) {
    List<Member> again = relapses.anew(atRisk);
    relapses.begin(again);
    cohort.begin(again);
    takeIn(atRisk, file.mode());
  }

  /** What was in reach is taken in: what was in use dies first, the rest once it is replaced. */
  private void widen(List<AtRisk> atRisk, ResponseMode how) {
    List<Member> fresh = takeIn(atRisk, how);
    if (!fresh.isEmpty()) {
      announcements.reach(
          Milestone.WIDENED,
          fresh.size() + " more credentials were in reach.",
          how == ResponseMode.OVERLAP
              ? "They are replaced, the most sensitive first."
              : "They are in use, so that they are contained first.");
    }
  }

  private List<Member> takeIn(List<AtRisk> atRisk, ResponseMode how) {
    List<Member> fresh = held(atRisk, how);
    if (passed) {
      cohort.begin(fresh);
    } else {
      first.addAll(fresh);
    }
    return fresh;
  }

  /** Those that are new; no routine step touches them any more. */
  private List<Member> held(List<AtRisk> atRisk, ResponseMode how) {
    if (file.over()) {
      return List.of(); // what is held now, nobody would let go
    }
    List<Member> fresh = file.takeIn(atRisk, how);
    if (!fresh.isEmpty()) {
      fresh.forEach(journal::orphan);
      ledger.hold(file.id(), fresh.stream().map(Member::secret).toList());
    }
    return fresh;
  }

  @Override
  public void rolloverAsks(RolloverAsks ask) {
    stages.lost.asks(ask);
  }

  @Override
  public void decide(Decision decision) {
    people.decide(decision);
  }

  @Override
  public boolean over() {
    return file.over();
  }

  @Override
  public IncidentView view() {
    return Views.of(file, journal.entries(), announcements.firstReceipt());
  }
}
